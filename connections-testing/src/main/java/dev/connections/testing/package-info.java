/**
 * What tests of and with connections need.
 *
 * <ul>
 *   <li>Who writes a connection type extends {@link dev.connections.testing.ConnectionTypeContract}
 *       and gets its tests.
 *   <li>Who wants to see what a failing network does puts a {@link
 *       dev.connections.testing.FaultProxy} before a real server, listens with a {@link
 *       dev.connections.testing.RecordingListener}, or moves a {@link
 *       dev.connections.testing.VirtualTime}.
 * </ul>
 */
@NullMarked
package dev.connections.testing;

import org.jspecify.annotations.NullMarked;
