/**
 * The real systems that the sample starts for itself, so that a newcomer has nothing to install. A
 * service of yours has none of this.
 */
@NullMarked
package dev.connections.sample.peers;

import org.jspecify.annotations.NullMarked;
