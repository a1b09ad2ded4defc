package dev.connections.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.ConnectionProvider;
import dev.connections.ConnectionsConfiguration;
import dev.connections.failure.ConnectionException;
import dev.connections.monitoring.ConnectionEvent.SwitchedOver;
import dev.connections.monitoring.HealthStatus;
import dev.connections.provider.ConnectionProviderBuilder;
import dev.connections.provider.Connections;
import dev.connections.testing.FaultProxy;
import dev.connections.testing.RecordingListener;
import dev.connections.testsupport.Await;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two real servers of one API. */
@Timeout(60)
class RestFailoverTest {

  record Order(String id, int count) {}

  private final RecordingListener listener = new RecordingListener();
  private ApiServer first;
  private ApiServer second;
  private FaultProxy way;
  private ConnectionProvider provider;
  private RestConnection shop;

  @BeforeEach
  void start() throws IOException {
    first = new ApiServer();
    second = new ApiServer();
    way = FaultProxy.to("localhost", first.port());
    ConnectionsConfiguration configuration =
        ConnectionsConfiguration.ofText(
            "connections.yaml",
            """
            connections:
              shop:
                type: Rest
                healthPath: /health
                failover:
                  failBack: 300ms
                monitoring:
                  recoverAfter: 1
                endpoints:
                  - name: primary
                    url: http://localhost:%d/api
                  - name: standby
                    url: http://localhost:%d/api
            """
                .formatted(way.port(), second.port()));
    ConnectionProviderBuilder builder = Connections.builder().configuration(configuration);
    builder.types(RestConnectionTypes.source());
    builder.listener(listener);
    provider = builder.open();
    shop = provider.get("shop", RestConnection.class);
  }

  @AfterEach
  void stop() {
    provider.close(Duration.ofSeconds(5));
    way.close();
    first.close();
    second.close();
  }

  private String active() {
    return shop.snapshot().activeEndpoint();
  }

  private boolean isPosted(Order order) {
    try {
      return shop.post("/echo", order, Order.class).equals(order);
    } catch (ConnectionException failure) {
      return false;
    }
  }

  @Test
  void requestsMoveToTheOtherServerAndBackAndTheHandleStaysValid() {
    Order order = new Order("o-1", 1);
    assertThat(isPosted(order)).isTrue();
    assertThat(first.seen()).hasSize(1);

    way.reset().refuseConnections();
    Await.until("a request gets through", () -> isPosted(order));
    assertThat(active()).isEqualTo("standby");
    assertThat(second.seen()).isNotEmpty();
    assertThat(shop.health().status()).isEqualTo(HealthStatus.DEGRADED);
    SwitchedOver over =
        (SwitchedOver)
            listener.await(event -> event instanceof SwitchedOver, Duration.ofSeconds(20));
    assertThat(over.to()).isEqualTo("standby");

    way.heal();
    Await.until("failed back", () -> active().equals("primary"));
    int before = first.seen().size();
    assertThat(isPosted(order)).isTrue();
    assertThat(first.seen()).hasSize(before + 1);
  }

  @Test
  void aServerThatSaysThatItIsIllIsLeftForTheOther() {
    Order order = new Order("o-1", 1);
    assertThat(isPosted(order)).isTrue();
    first.healthStatus = 503;
    Await.until(
        "noticed",
        () -> {
          shop.checkHealth();
          return active().equals("standby");
        });
    assertThat(isPosted(order)).isTrue();
    assertThat(second.seen()).hasSize(1);
  }

  @Test
  void aServerThatSaysThatItIsIllDoesNotTakeOver() {
    second.healthStatus = 503;
    Order order = new Order("o-1", 1);
    assertThat(isPosted(order)).isTrue();
    way.reset().refuseConnections();
    Await.until(
        "all are down",
        () -> {
          isPosted(order);
          return !listener
              .events(dev.connections.monitoring.ConnectionEvent.AllEndpointsDown.class)
              .isEmpty();
        });
    assertThat(active()).isEqualTo("primary");
    assertThat(second.seen()).isEmpty();
  }
}
