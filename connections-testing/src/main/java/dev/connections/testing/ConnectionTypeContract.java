package dev.connections.testing;

import dev.connections.ManagedConnection;
import dev.connections.Operation;
import dev.connections.provider.ConnectionProviderBuilder;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What every connection type must keep, as tests that the type's own test class inherits. They run
 * against a real external system, with a {@link FaultProxy} before it.
 *
 * <pre>{@code
 * class LicenseServerContractTest extends ConnectionTypeContract<LicenseConnection> {
 *   @Override protected Peer peer() { return SERVER; }
 *   @Override protected Class<LicenseConnection> connectionClass() { return LicenseConnection.class; }
 *   @Override protected void register(ConnectionProviderBuilder provider) {
 *     provider.types(LicenseConnectionTypes.source());
 *   }
 *   @Override protected String entry(int port) {
 *     return "type: License\nhost: localhost\nport: " + port + "\npassword: ${env:LICENSE_PASSWORD}";
 *   }
 *   @Override protected Map<String, String> secrets() {
 *     return Map.of("LICENSE_PASSWORD", "a value to be found nowhere");
 *   }
 *   @Override protected void exchange(LicenseConnection connection, Operation operation) {
 *     connection.run(operation, session -> session.ask("COUNT seats"));
 *   }
 *   @Override protected String requestText() { return "COUNT seats"; }
 * }
 * }</pre>
 *
 * <p>Tests that do not concern a type, because it lends nothing or has no secret, are reported as
 * skipped. A failure begins with what was promised. A promise that a type cannot keep is overridden
 * and disabled, with the reason.
 *
 * @param <C> the connection users hold
 */
public abstract class ConnectionTypeContract<C extends ManagedConnection<?>>
    extends RedactionContract<C> {

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
   * by the tests. Override {@link #entry(List)} instead if the external system has several ports or
   * none.
   *
   * @param port where the external system can be reached, on {@code localhost}
   */
  protected String entry(int port) {
    throw new UnsupportedOperationException(
        getClass().getName() + " must override entry(int port) or entry(List<Integer> ports)");
  }

  /**
   * As {@link #entry(int)}, which it calls by default, for an external system with any number of
   * ports.
   *
   * @param ports where it can be reached, on {@code localhost}, in the order of {@link
   *     Peer#ports()}; empty if it has none
   */
  protected String entry(List<Integer> ports) {
    if (ports.size() != 1) {
      throw new UnsupportedOperationException(
          getClass().getName() + " must override entry(List<Integer> ports) for ports " + ports);
    }
    return entry(ports.get(0));
  }

  /**
   * One request and its reply, run through the connection as the given operation. What it throws
   * must be what users would see.
   */
  protected abstract void exchange(C connection, Operation operation) throws Exception;

  /**
   * As {@link #exchange}, by a future: the very one that the connection gives. Null, which is the
   * default, if the type has no asynchronous exchanges; the promises about them are skipped then.
   */
  protected @Nullable CompletableFuture<?> exchangeAsync(C connection, Operation operation) {
    return null;
  }

  /**
   * A text that only the request of an {@link #exchange} contains, as it goes over the wire in ISO
   * 8859-1, inside of the encryption if there is {@linkplain Peer#tls() any}. Not used if the
   * external system has no port.
   */
  protected abstract String requestText();

  /**
   * Whether exchanges share one connection, as those of multiplexed clients (HTTP/2, Redis) do; no
   * by default. An exchange that times out does not end a connection that others use, so its retry
   * goes over the same silent one: that connection is reset then, and the retry must succeed.
   */
  protected boolean exchangesShareOneConnection() {
    return false;
  }

  /**
   * The secrets that the {@link #entry} refers to as <code>${env:NAME}</code>, with their values,
   * which must appear nowhere; none by default.
   */
  protected Map<String, String> secrets() {
    return Map.of();
  }

  /** Whether the external system turns away who has wrong secrets; yes, by default, if any. */
  protected boolean rejectsWrongSecrets() {
    return !secrets().isEmpty();
  }

  @Override
  final ConnectionTypeContract<C> type() {
    return this;
  }
}
