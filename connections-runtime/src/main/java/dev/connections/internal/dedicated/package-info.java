/**
 * Resources next to an endpoint's client, each for one user at a time. Begin with {@link
 * dev.connections.internal.dedicated.DedicatedPools}.
 */
@NullMarked
package dev.connections.internal.dedicated;

import org.jspecify.annotations.NullMarked;
