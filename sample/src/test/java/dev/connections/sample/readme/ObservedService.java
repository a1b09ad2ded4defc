package dev.connections.sample.readme;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import dev.connections.ConnectionControl;
import dev.connections.ConnectionProvider;
import dev.connections.ConnectionsConfiguration;
import dev.connections.ListenerRegistration;
import dev.connections.monitoring.ConnectionEvent;
import dev.connections.monitoring.ConnectionsSnapshot;
import dev.connections.monitoring.LeaseHolder;
import dev.connections.provider.Connections;
import io.opentelemetry.api.OpenTelemetry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** The examples of {@code docs/operations.md}. */
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

  static List<LeaseHolder> holders(OpenShop app) {
    return app.orders().snapshot().holders(); // the longest first
  }

  static void maintain(OpenShop app) {
    ConnectionControl orders = app.provider().control("orders-db");
    orders.switchTo("standby", "maintenance of db1");
    orders.isolate("primary", Duration.ofHours(1), "maintenance of db1");
    // ... and when it is over:
    orders.resetCircuit("primary", "db1 is back");
    orders.switchTo("primary", "db1 is back");
  }

  static ListenerRegistration alarm(OpenShop app, Consumer<String> pager) {
    return app.provider()
        .subscribe(
            event -> {
              if (event instanceof ConnectionEvent.AllEndpointsDown down) {
                pager.accept(down.connection() + " has no usable endpoint: " + down.reasons());
              }
            });
  }
}
