/**
 * What happens to a call. Begin with {@link dev.connections.internal.resilience.Pipeline}, which
 * shows the steps in their order; {@link dev.connections.internal.resilience.ManagedCore} puts the
 * parts together for one connection.
 */
@NullMarked
package dev.connections.internal.resilience;

import org.jspecify.annotations.NullMarked;
