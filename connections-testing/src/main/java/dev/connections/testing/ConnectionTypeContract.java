package dev.connections.testing;

import dev.connections.ManagedConnection;
import dev.connections.Operation;
import dev.connections.provider.ConnectionProviderBuilder;
import java.util.Map;
import org.junit.jupiter.api.Timeout;

/**
 * What every connection type must keep, as tests that the type's own test class inherits. They run
 * against a real external system, with a {@link FaultProxy} before it.
 *
 * @param <C> the connection users hold
 */
@Timeout(60)
public abstract class ConnectionTypeContract<C extends ManagedConnection<?>> {

  /** For subclasses. */
  protected ConnectionTypeContract() {}

  /**
   * The external system. Called by each test, and may give the same one every time: it is started
   * if it does not run. Who made it stops it at the end.
   */
  protected abstract Peer peer() throws Exception;

  /** What users hold a connection of this type as. */
  protected abstract Class<C> connectionClass();

  /** Makes the type known to a provider: its registry's types, or the type alone. */
  protected abstract void register(ConnectionProviderBuilder provider);

  /**
   * The entry of one connection as the configuration file has it, without indentation and without
   * its name: {@code type} and the settings of the type. The time limits and the bulkhead are set
   * by the tests.
   *
   * @param port where the external system is to be reached, on {@code localhost}
   */
  protected abstract String entry(int port);

  /**
   * One request and its reply, run through the connection as the given operation. What it throws
   * must be what users would see.
   */
  protected abstract void exchange(C connection, Operation operation) throws Exception;

  /**
   * A text that only the request of an {@link #exchange} contains, as it goes over the wire in ISO
   * 8859-1.
   */
  protected abstract String requestText();

  /**
   * The secrets that the {@link #entry} refers to as <code>${env:NAME}</code>, with their values,
   * which must appear nowhere; none by default.
   */
  protected Map<String, String> secrets() {
    return Map.of();
  }

  /** Whether the external system turns away who has wrong secrets; yes, by default, if any. */
  protected boolean refusesWrongSecrets() {
    return !secrets().isEmpty();
  }
}
