/**
 * What tests of and with connections need.
 *
 * <ul>
 *   <li>Who writes a connection type extends {@link dev.connections.testing.ConnectionTypeContract}
 *       and gets its tests.
 *   <li>Who uses connections gives code under test an {@link
 *       dev.connections.testing.InMemoryConnectionProvider} of {@linkplain
 *       dev.connections.testing.FakeManagedConnection fakes}.
 *   <li>Who wants to see what a failing network does puts a {@link
 *       dev.connections.testing.FaultProxy} before a real server, listens with a {@link
 *       dev.connections.testing.RecordingListener}, or moves a {@link
 *       dev.connections.testing.VirtualTime}.
 * </ul>
 */
@NullMarked
package dev.connections.testing;

import org.jspecify.annotations.NullMarked;
