package dev.connections;

import dev.connections.failure.ConnectionClosedException;
import dev.connections.failure.ConnectionConfigurationException;
import dev.connections.monitoring.ConnectionListener;
import dev.connections.monitoring.ConnectionsSnapshot;
import dev.connections.monitoring.Health;
import dev.connections.monitoring.HealthStatus;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Gives the connections that a configuration names, and owns them. Thread-safe. The application
 * closes it, once, at its end.
 *
 * <p>Every {@code get} gives the same handle for the same name, and none of them does I/O: a
 * connection is opened by its first use, or at start where the configuration says so. A name that
 * is not configured, or is configured with another type than asked for, is a {@link
 * ConnectionConfigurationException} that names the nearest one; the type is compared on every call.
 */
public interface ConnectionProvider extends AutoCloseable {

  /** The configured names, in the order of the configuration. */
  List<String> names();

  /** The connection with this key. */
  <C extends ManagedConnection<?>> C get(ConnectionKey<C> key);

  /** The connection with this name, which must be of this type. */
  <C extends ManagedConnection<?>> C get(ConnectionTypeDescriptor<C, ?> type, String name);

  /** The connection with this name, which must be an instance of this class. */
  <C extends ManagedConnection<?>> C get(String name, Class<C> connectionClass);

  /** The connection with this name, of whatever type. */
  ManagedConnection<?> get(String name);

  /**
   * The connection whose entry has this numeric {@code id}, which must be an instance of a class.
   */
  <C extends ManagedConnection<?>> C get(int configurationId, Class<C> connectionClass);

  /** The connection whose entry has this numeric {@code id}. */
  ManagedConnection<?> get(int configurationId);

  /**
   * The connection of this type whose settings equal a configuration object. Two connections with
   * equal settings are an error that names both.
   */
  <C extends ManagedConnection<?>, S extends ConnectionConfiguration> C get(
      ConnectionTypeDescriptor<C, S> type, S configuration);

  /** The connection whose settings equal a configuration object, of whatever type. */
  ManagedConnection<?> get(ConnectionConfiguration configuration);

  /** The settings of a named connection, as they are in force. */
  <S extends ConnectionConfiguration> S configuration(
      ConnectionTypeDescriptor<?, S> type, String name);

  /**
   * Checks that all keys can be had; otherwise throws one {@link ConnectionConfigurationException}
   * that lists every one that cannot.
   */
  void require(Collection<? extends ConnectionKey<?>> keys);

  /** The registered types, by id. */
  List<ConnectionTypeDescriptor<?, ?>> types();

  /** What an operator may do to a connection while it is in use. */
  ConnectionControl control(String name);

  /**
   * Reads the configuration again, by the recipe that the provider was opened with, and follows it.
   * Everything is read and checked first, as at start; if anything is wrong, nothing is changed.
   * Then every connection whose settings have changed, or the value of one of its secrets, gets new
   * clients, several at a time: where one is open, the new one is opened next to it, and takes over
   * only if that succeeds. Handles stay valid; work in flight finishes with the old client, which
   * has the former drain timeout, and is closed after it. For that time the external system may see
   * up to twice as many connections.
   *
   * <p>Environment variables and system properties are those of the recipe. New names, names that
   * are gone and other types are not followed before a restart, and keep nothing else from being
   * followed: so a file that is meant for the next version does not keep a password from being
   * rotated. What a factory has taken from its context's configuration, apart from endpoints, stays
   * too. {@code startup} counts at start only.
   *
   * <p>What is wrong is in the report, is logged, and reported as {@link
   * dev.connections.monitoring.ConnectionEvent.ConfigurationRejected}. Waits for another reload
   * that is in progress.
   *
   * @throws ConnectionClosedException if the provider is closed
   */
  ReloadReport reload();

  /** Everything that is known now. Never does I/O. */
  ConnectionsSnapshot snapshot();

  /**
   * {@link ManagedConnection#checkHealth()} of all connections, 32 at a time, by name in the order
   * of the configuration. It is the first use of a connection that is lazy, and opens it; {@link
   * #snapshot()} opens nothing.
   *
   * <p>Answers at the deadline. What was asked and has not answered by then is {@link
   * HealthStatus#DOWN}. What was not asked, because its turn had not come, is {@link
   * HealthStatus#UNKNOWN}, or still DOWN, with the problem {@code not checked within …}; the next
   * call begins with it.
   *
   * @param deadline how long all of them together may take
   */
  Map<String, Health> checkHealth(Duration deadline);

  /** Reports events of all connections to a listener from now on. */
  ListenerRegistration subscribe(ConnectionListener listener);

  /**
   * Closes all connections: lends nothing more, wakes those who wait, lets those who hold something
   * finish, and aborts the rest at the deadline. All connections do so at the same time; what is no
   * longer used is closed in the reverse order of opening, types that are {@linkplain
   * ConnectionTypeDescriptor#isClosedLast closed last} after all others. Calling it again, or at
   * the same time, waits for the first call and gives its report.
   *
   * @param deadline how long those who hold something may take, whatever {@code timeouts.drain} is
   */
  CloseReport close(Duration deadline);

  /**
   * As {@link #close(Duration)}, but each connection aborts what is not given back at the end of
   * its own {@code timeouts.drain}. So it takes about as long as the longest of them where
   * borrowers need it, and no longer than they need where they finish.
   */
  @Override
  void close();
}
