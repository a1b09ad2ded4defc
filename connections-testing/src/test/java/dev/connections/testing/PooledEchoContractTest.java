package dev.connections.testing;

import dev.connections.Operation;
import dev.connections.provider.ConnectionProviderBuilder;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;

class PooledEchoContractTest extends ConnectionTypeContract<PooledEcho> {

  private static final String SECRET = "canary-of-the-pooled-echo";
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
  protected Class<PooledEcho> connectionClass() {
    return PooledEcho.class;
  }

  @Override
  protected void register(ConnectionProviderBuilder provider) {
    provider.register(PooledEcho.TYPE, PooledEcho.Connection::new, EchoSettings::bind);
  }

  @Override
  protected String entry(int port) {
    return "type: PooledEcho\nport: " + port + "\nsecret: ${env:ECHO_SECRET}\n";
  }

  @Override
  protected Map<String, String> secrets() {
    return Map.of("ECHO_SECRET", SECRET);
  }

  @Override
  protected void exchange(PooledEcho connection, Operation operation) {
    connection.run(operation, session -> session.ask("ECHO the exchange"));
  }

  @Override
  protected CompletableFuture<?> exchangeAsync(PooledEcho connection, Operation operation) {
    return connection.runAsync(operation, session -> session.ask("ECHO the exchange"));
  }

  @Override
  protected String requestText() {
    return "ECHO the exchange";
  }
}
