package dev.connections.sample.readme;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import dev.connections.ConnectionProvider;
import dev.connections.ConnectionsConfiguration;
import dev.connections.monitoring.ConnectionsSnapshot;
import dev.connections.provider.Connections;
import io.opentelemetry.api.OpenTelemetry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;

/** The examples of {@code docs/observing.md}. */
final class ObservedService {

  private ObservedService() {}

  static OpenShop open(Path file, OpenTelemetry telemetry) {
    ConnectionProvider provider =
        Connections.builder()
            .configuration(ConnectionsConfiguration.of(file))
            .types(ConnectionTypes.source())
            .openTelemetry(telemetry)
            .open();
    return new OpenShop(provider); // closing it closes the provider
  }

  static HttpServer serveReadiness(OpenShop app, int port) throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress(port), 0);
    server.createContext(
        "/ready",
        exchange -> {
          ConnectionsSnapshot now = app.provider().snapshot();
          byte[] body = (now.isReady() ? "ready" : now.notReady().toString()).getBytes(UTF_8);
          exchange.sendResponseHeaders(now.isReady() ? 200 : 503, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    return server;
  }
}
