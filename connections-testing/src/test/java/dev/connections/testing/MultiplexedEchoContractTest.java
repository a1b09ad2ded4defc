package dev.connections.testing;

import dev.connections.Operation;
import dev.connections.provider.ConnectionProviderBuilder;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;

/** A type that keeps every promise although all its exchanges go over one connection. */
class MultiplexedEchoContractTest extends ConnectionTypeContract<MultiplexedEcho> {

  private static final String SECRET = "canary-of-the-multiplexed-echo";
  private static final EchoServer SERVER = new EchoServer(SECRET);

  @AfterAll
  static void stop() throws IOException {
    SERVER.stop();
  }

  @Override
  protected Peer peer() {
    return SERVER;
  }

  @Override
  protected Class<MultiplexedEcho> connectionClass() {
    return MultiplexedEcho.class;
  }

  @Override
  protected void register(ConnectionProviderBuilder provider) {
    provider.register(MultiplexedEcho.TYPE, MultiplexedEcho.Connection::new, EchoSettings::bind);
  }

  @Override
  protected String entry(int port) {
    return "type: MultiplexedEcho\nport: " + port + "\nsecret: ${env:ECHO_SECRET}\n";
  }

  @Override
  protected Map<String, String> secrets() {
    return Map.of("ECHO_SECRET", SECRET);
  }

  @Override
  protected void exchange(MultiplexedEcho connection, Operation operation) {
    connection.ask(operation, "ECHO the exchange");
  }

  @Override
  protected CompletableFuture<?> exchangeAsync(MultiplexedEcho connection, Operation operation) {
    return connection.askAsync(operation, "ECHO the exchange");
  }

  @Override
  protected String requestText() {
    return "ECHO the exchange";
  }

  @Override
  protected boolean exchangesShareOneConnection() {
    return true;
  }
}
