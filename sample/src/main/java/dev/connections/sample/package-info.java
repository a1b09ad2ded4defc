/**
 * The order service. Begin with {@link dev.connections.sample.OrderConnections} and {@code
 * connections.yaml}, then read {@code OrderService}; {@code OrderStory} tells the tale on the
 * terminal.
 */
@NullMarked
package dev.connections.sample;

import org.jspecify.annotations.NullMarked;
