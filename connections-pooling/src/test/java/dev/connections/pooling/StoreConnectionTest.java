package dev.connections.pooling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.ConnectionProvider;
import dev.connections.ConnectionsConfiguration;
import dev.connections.ManagedSubscription;
import dev.connections.Operation;
import dev.connections.failure.ConnectionException;
import dev.connections.monitoring.Health;
import dev.connections.monitoring.HealthStatus;
import dev.connections.monitoring.LifecycleState;
import dev.connections.provider.Connections;
import dev.connections.spi.uses.DedicatedLease;
import dev.connections.testsupport.Await;
import dev.connections.testsupport.EchoPeer;
import dev.connections.testsupport.EchoSocket;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StoreConnectionTest {

  /** Reads may go to a replica at any time. */
  private static final Operation WRITE = Operation.nonIdempotent("write");

  private final EchoPeer primary = new EchoPeer();
  private final EchoPeer standby = new EchoPeer();
  private final ConnectionProvider provider =
      Connections.builder()
          .register(StoreConnection.TYPE, StoreConnection::new, StoreConnection.Settings::bind)
          .configuration(
              ConnectionsConfiguration.ofText(
                  "store.yaml",
                  """
                  connections:
                    store:
                      type: Store
                      host: localhost
                      timeouts: {connect: 2s}
                      retry: {maxAttempts: 1}
                      monitoring: {interval: 1s, failAfter: 1, recoverAfter: 1}
                      endpoints:
                        - {name: primary, port: %d}
                        - {name: standby, port: %d}
                  """
                      .formatted(primary.port(), standby.port())))
          .open();
  private final StoreConnection store = provider.get("store", StoreConnection.class);

  StoreConnectionTest() throws IOException {}

  @AfterEach
  void stop() throws IOException {
    provider.close(Duration.ofSeconds(1));
    primary.close();
    standby.close();
  }

  private String role() {
    return store.execute(WRITE, socket -> socket.ask("role"));
  }

  private String roleOrFailure() {
    try {
      return role();
    } catch (ConnectionException away) {
      return "away";
    }
  }

  @Test
  void aReplicaTakesOverOnlyOnceItSaysThatItTakesWrites() throws Exception {
    standby.role = "replica";
    assertThat(role()).isEqualTo("primary");
    primary.stop();
    int before = standby.accepted.get();
    Await.until(
        "asked whether it takes writes",
        () -> {
          assertThat(roleOrFailure()).isEqualTo("away");
          return standby.accepted.get() > before + 1;
        });

    standby.role = "promoted";
    Await.until("taken over", () -> roleOrFailure().equals("promoted"));
  }

  @Test
  void aServerThatAnswersThatItIsLoadingIsDownAndStaysConnected() throws Exception {
    standby.stop(); // so that nothing is left that works
    store.connect();
    primary.role = "loading";
    Health down = store.checkHealth();
    assertThat(down.status()).isEqualTo(HealthStatus.DOWN);
    assertThat(down.toString()).contains("The server is loading its data");
    assertThat(store.snapshot().lifecycle().state()).isEqualTo(LifecycleState.CONNECTED);

    primary.role = "primary";
    Await.until("up", () -> store.checkHealth().status() == HealthStatus.UP);
  }

  @Test
  void aReplicaThatIsLeftIsReportedAsUpForReadsOnly() throws Exception {
    standby.role = "replica";
    store.connect();
    primary.stop();
    Await.until(
        "reported",
        () ->
            String.valueOf(store.checkHealth().problem()).contains("standby is UP for reads only"));
  }

  @Test
  void aResourceIsOpenedWithTheSettingsOfItsEndpointAndItsHostNameIsFollowed() {
    store.connect();

    assertThat(store.opened)
        .anySatisfy(
            endpoint -> {
              assertThat(endpoint.name()).isEqualTo("primary");
              assertThat(endpoint.settings().timeouts().connect()).isEqualTo(Duration.ofSeconds(2));
            });
    Await.until("followed", () -> store.followed.contains("primary"));
  }

  @Test
  void aSubscriptionHasAResourceOfItsOwnBesideThePool() throws Exception {
    List<String> heard = new CopyOnWriteArrayList<>();
    ManagedSubscription role = store.watchRole(heard::add);
    role.awaitActive(Duration.ofSeconds(10));

    Await.until("handled", () -> heard.equals(List.of("primary")));
    assertThat(Objects.requireNonNull(store.snapshot().pool()).total()).isEqualTo(1);
    assertThat(primary.open()).isEqualTo(2);
    role.close();
    Await.until("hung up", () -> primary.open() == 1);
  }

  @Test
  void aDedicatedResourceIsLentBesideThePool() throws Exception {
    try (DedicatedLease<EchoSocket> bulk = store.leaseBulk()) {
      assertThat(bulk.resource().echo("a lot")).isEqualTo("a lot");
      assertThat(Objects.requireNonNull(store.snapshot().pool()).active()).isZero();
    }
    assertThat(role()).isEqualTo("primary");
  }
}
