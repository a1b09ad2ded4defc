package dev.connections.testing;

import dev.connections.Operation;
import dev.connections.provider.ConnectionProviderBuilder;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;

class SharedEchoContractTest extends ConnectionTypeContract<SharedEcho> {

  static final String SECRET = "canary-of-the-shared-echo";
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
  protected Class<SharedEcho> connectionClass() {
    return SharedEcho.class;
  }

  @Override
  protected void register(ConnectionProviderBuilder provider) {
    provider.register(SharedEcho.TYPE, SharedEcho.Connection::new, EchoSettings::bind);
  }

  @Override
  protected String entry(int port) {
    return "type: SharedEcho\nport: " + port + "\nsecret: ${env:ECHO_SECRET}\n";
  }

  @Override
  protected Map<String, String> secrets() {
    return Map.of("ECHO_SECRET", SECRET);
  }

  @Override
  protected void exchange(SharedEcho connection, Operation operation) {
    connection.ask(operation, "ECHO the exchange");
  }

  @Override
  protected CompletableFuture<?> exchangeAsync(SharedEcho connection, Operation operation) {
    return connection.askAsync(operation, "ECHO the exchange");
  }

  @Override
  protected String requestText() {
    return "ECHO the exchange";
  }
}
