/**
 * Where a connection stands, how it is opened, and who is told. Knows nothing of operations. Begin
 * with {@link dev.connections.internal.lifecycle.LifecycleMachine}.
 */
@NullMarked
package dev.connections.internal.lifecycle;

import org.jspecify.annotations.NullMarked;
