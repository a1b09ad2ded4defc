package dev.connections.traps;

import com.sun.net.httpserver.HttpServer;
import dev.connections.ConnectionsConfiguration;
import dev.connections.Operation;
import dev.connections.provider.ConnectionProviderBuilder;
import dev.connections.provider.Connections;
import dev.connections.rest.RestConnection;
import dev.connections.sql.SqlConnection;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.context.propagation.ContextPropagators;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/**
 * A small application: every shipped type and a pooled one, used once, with telemetry left out and
 * given. {@link VersionsTest} runs it with other versions of what it brings.
 */
final class VersionsProbe {

  private static final Operation LINE = Operation.read("line");

  private VersionsProbe() {}

  /**
   * Prints {@code ok}.
   *
   * @param arguments the port of a PostgreSQL server, or nothing
   */
  public static void main(String[] arguments) throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
    server.createContext(
        "/",
        exchange -> {
          byte[] body = "{\"name\": \"ada\"}".getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    try {
      probe(arguments, server.getAddress().getPort());
      System.out.println("ok");
    } finally {
      server.stop(0); // or its thread keeps the JVM
    }
  }

  private static void probe(String[] arguments, int httpPort) {
    String text =
        "connections:\n  h2: {type: H2, url: 'jdbc:h2:mem:probe', username: sa}\n"
            + "  api: {type: Rest, url: 'http://localhost:"
            + httpPort
            + "'}\n"
            + "  line: {type: Line, port: "
            + httpPort
            + "}\n"
            + (arguments.length == 0
                ? ""
                : "  pg: {type: PostgreSql, url: 'jdbc:postgresql://localhost:"
                    + arguments[0]
                    + "/postgres', username: postgres}\n");
    ConnectionProviderBuilder builder =
        Connections.builder()
            .types(ConnectionTypes.source())
            .configuration(ConnectionsConfiguration.ofText("probe.yaml", text));
    use(builder, arguments.length > 0);
    if (isPresent("io/opentelemetry/api/OpenTelemetry.class")) {
      use(given(builder), arguments.length > 0);
    }
  }

  private static boolean isPresent(String resource) {
    return VersionsProbe.class.getClassLoader().getResource(resource) != null;
  }

  /** Not the one that is switched off, so that its instruments and spans are made. */
  private static ConnectionProviderBuilder given(ConnectionProviderBuilder builder) {
    return builder.openTelemetry(OpenTelemetry.propagating(ContextPropagators.noop()));
  }

  private static void use(ConnectionProviderBuilder builder, boolean withPostgres) {
    try (var provider = builder.open()) {
      select(provider.get("h2", SqlConnection.class));
      if (withPostgres) {
        select(provider.get("pg", SqlConnection.class));
      }
      Object name = provider.get("api", RestConnection.class).get("/", Map.class).get("name");
      if (!"ada".equals(name)) {
        throw new IllegalStateException("the API said " + name);
      }
      if (!provider.get("line", LineConnection.class).execute(LINE, Socket::isConnected)) {
        throw new IllegalStateException("the pool lent a socket that is not connected");
      }
      provider.close(Duration.ofSeconds(2));
    }
  }

  private static void select(SqlConnection connection) {
    int one =
        connection.execute(
            jdbc -> {
              try (var statement = jdbc.prepareStatement("select ?")) {
                statement.setInt(1, 1);
                var rows = statement.executeQuery();
                rows.next();
                return rows.getInt(1);
              }
            });
    if (one != 1) {
      throw new IllegalStateException("the database said " + one);
    }
  }
}
