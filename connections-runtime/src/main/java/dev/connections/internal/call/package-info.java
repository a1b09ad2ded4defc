/**
 * What happens to a call. Begin with {@link dev.connections.internal.call.Pipeline}, which shows
 * the steps in their order.
 */
@NullMarked
package dev.connections.internal.call;

import org.jspecify.annotations.NullMarked;
