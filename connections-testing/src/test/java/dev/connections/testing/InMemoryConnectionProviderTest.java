package dev.connections.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.connections.CloseReport;
import dev.connections.CloseReport.Ending;
import dev.connections.ConnectionConfiguration;
import dev.connections.ConnectionKey;
import dev.connections.ConnectionTypeDescriptor;
import dev.connections.Lease;
import dev.connections.Leasing;
import dev.connections.ListenerRegistration;
import dev.connections.ManagedConnection;
import dev.connections.Operation;
import dev.connections.failure.ConnectionClosedException;
import dev.connections.failure.ConnectionConfigurationException;
import dev.connections.failure.Diagnosis;
import dev.connections.failure.PermanentConnectionException;
import dev.connections.failure.TransientConnectionException;
import dev.connections.monitoring.ConnectionEvent;
import dev.connections.monitoring.Health;
import dev.connections.monitoring.HealthStatus;
import dev.connections.monitoring.LifecycleState;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class InMemoryConnectionProviderTest {

  /** What an application holds. */
  interface Shelf extends ManagedConnection<List<String>>, Leasing<StringBuilder> {}

  interface Radio extends ManagedConnection<String> {}

  record ShelfSettings(String place) implements ConnectionConfiguration {}

  private static final class FakeShelf extends FakeLeasingConnection<List<String>, StringBuilder>
      implements Shelf {
    FakeShelf(String name) {
      super(name, List.of("a client"), StringBuilder::new);
    }
  }

  private static final class FakeRadio extends FakeManagedConnection<String> implements Radio {
    FakeRadio(String name) {
      super(name, RADIO, "on air");
    }
  }

  private static final ConnectionTypeDescriptor<Shelf, ShelfSettings> SHELF =
      ConnectionTypeDescriptor.<Shelf, ShelfSettings>builder(7, "Shelf", "Furniture")
          .build(classes(Shelf.class, ShelfSettings.class));
  private static final ConnectionTypeDescriptor<Radio, ShelfSettings> RADIO =
      ConnectionTypeDescriptor.<Radio, ShelfSettings>builder(3, "Radio", "Devices")
          .build(classes(Radio.class, ShelfSettings.class));

  private static ConnectionTypeDescriptor.Classes classes(Class<?> connection, Class<?> settings) {
    return new ConnectionTypeDescriptor.Classes() {
      @Override
      public Class<?> connectionClass(int id) {
        return connection;
      }

      @Override
      public Class<?> configurationClass(int id) {
        return settings;
      }
    };
  }

  private static final Operation READ = Operation.read("look");

  private final FakeShelf shelf = new FakeShelf("orders-shelf");
  private final FakeRadio radio = new FakeRadio("kitchen-radio");
  private final InMemoryConnectionProvider provider =
      InMemoryConnectionProvider.builder()
          .with("orders-shelf", Shelf.class, shelf)
          .with("kitchen-radio", Radio.class, radio)
          .id("orders-shelf", 12)
          .configuration("orders-shelf", new ShelfSettings("hall"))
          .build();

  @Test
  void everyWayOfAskingGivesTheSameConnection() {
    assertThat(provider.get("orders-shelf"))
        .isSameAs(shelf)
        .isSameAs(provider.get("orders-shelf", Shelf.class))
        .isSameAs(provider.get(ConnectionKey.of("orders-shelf", Shelf.class)))
        .isSameAs(provider.get(SHELF, "orders-shelf"))
        .isSameAs(provider.get(12))
        .isSameAs(provider.get(12, Shelf.class))
        .isSameAs(provider.get(SHELF, new ShelfSettings("hall")))
        .isSameAs(provider.get(new ShelfSettings("hall")));
    assertThat(provider.get(RADIO, "kitchen-radio")).isSameAs(radio);
    assertThat(provider.configuration(SHELF, "orders-shelf")).isEqualTo(new ShelfSettings("hall"));
    assertThat(provider.names()).containsExactly("orders-shelf", "kitchen-radio");
    assertThat(provider.types()).containsExactly(FakeManagedConnection.TYPE, RADIO);
  }

  @Test
  void anUnknownNameIsRefusedWithTheNearestOne() {
    assertThatThrownBy(() -> provider.get("order-shelf"))
        .isInstanceOf(ConnectionConfigurationException.class)
        .hasMessage(
            "[configuration] order-shelf: no connection of this name is configured; did you mean"
                + " 'orders-shelf'?; configured: orders-shelf, kitchen-radio");
    assertThatThrownBy(() -> provider.get(13))
        .isInstanceOf(ConnectionConfigurationException.class)
        .hasMessageContaining("id 13");
    assertThatThrownBy(() -> provider.get(new ShelfSettings("attic")))
        .isInstanceOf(ConnectionConfigurationException.class)
        .hasMessageContaining("ShelfSettings");
  }

  @Test
  void anotherTypeThanItsOwnIsRefused() {
    assertThatThrownBy(() -> provider.get("kitchen-radio", Shelf.class))
        .isInstanceOf(ConnectionConfigurationException.class)
        .hasMessageContaining("of type Radio")
        .hasMessageContaining(Shelf.class.getName());
    assertThatThrownBy(() -> provider.get(SHELF, "kitchen-radio"))
        .isInstanceOf(ConnectionConfigurationException.class)
        .hasMessageContaining("of type Radio, but was asked for as Shelf");
    assertThatThrownBy(() -> provider.configuration(RADIO, "kitchen-radio"))
        .isInstanceOf(ConnectionConfigurationException.class)
        .hasMessageContaining("no settings were given");
  }

  @Test
  void equalSettingsOfTwoConnectionsAreRefusedWithBothNames() {
    InMemoryConnectionProvider twins =
        InMemoryConnectionProvider.builder()
            .with("left", Shelf.class, new FakeShelf("left"))
            .with("right", Shelf.class, new FakeShelf("right"))
            .configuration("left", new ShelfSettings("hall"))
            .configuration("right", new ShelfSettings("hall"))
            .build();
    assertThatThrownBy(() -> twins.get(SHELF, new ShelfSettings("hall")))
        .isInstanceOf(ConnectionConfigurationException.class)
        .hasMessageContaining("left, right");
  }

  @Test
  void requiringListsEverythingThatCannotBeHad() {
    provider.require(List.of(ConnectionKey.of("orders-shelf", Shelf.class)));
    assertThatThrownBy(
            () ->
                provider.require(
                    List.of(
                        ConnectionKey.of("kitchen-radio", Shelf.class),
                        ConnectionKey.of("cellar", Radio.class))))
        .isInstanceOf(ConnectionConfigurationException.class)
        .hasMessageContaining("kitchen-radio: it is of type Radio")
        .hasMessageContaining("cellar: no connection of this name");
  }

  @Test
  void namesAreGivenOnce() {
    InMemoryConnectionProvider.Builder builder =
        InMemoryConnectionProvider.builder().with("orders-shelf", Shelf.class, shelf);
    assertThatThrownBy(() -> builder.with("orders-shelf", Shelf.class, shelf))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("orders-shelf");
    assertThatThrownBy(() -> builder.id("order-shelf", 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("order-shelf");
  }

  @Test
  void snapshotAndHealthSayWhatTheFakesSay() {
    assertThat(provider.checkHealth(Duration.ZERO))
        .containsExactly(
            Map.entry("orders-shelf", Health.UNKNOWN), Map.entry("kitchen-radio", Health.UNKNOWN));

    assertThat(radio.client()).isEqualTo("on air");
    Health saturated = new Health(HealthStatus.DEGRADED, null, null, "saturated", Map.of());
    shelf.health(saturated);

    assertThat(provider.snapshot().connection("kitchen-radio"))
        .hasValueSatisfying(
            seen -> {
              assertThat(seen.lifecycle().state()).isEqualTo(LifecycleState.CONNECTED);
              assertThat(seen.health().status()).isEqualTo(HealthStatus.UP);
              assertThat(seen.server()).isNotNull();
              assertThat(seen.idleFor()).isNotNull();
            });
    assertThat(provider.snapshot().connection("orders-shelf"))
        .hasValueSatisfying(
            seen -> {
              assertThat(seen.health()).isEqualTo(saturated);
              assertThat(seen.lifecycle().state()).isEqualTo(LifecycleState.DISCONNECTED);
              assertThat(seen.idleFor()).isNull();
            });
  }

  @Test
  void aFakeFailsWhenToldToAndRecovers() {
    TransientConnectionException down =
        new TransientConnectionException(
            Diagnosis.of("orders-shelf", "it fell over").build(), null);
    shelf.failWith(down);
    assertThatThrownBy(() -> shelf.execute(READ, StringBuilder::length)).isSameAs(down);
    assertThatThrownBy(shelf::client).isSameAs(down);
    assertThat(shelf.checkHealth().problem()).isEqualTo("it fell over");
    assertThat(shelf.checkHealth().status()).isEqualTo(HealthStatus.DOWN);

    shelf.recover();
    assertThat(shelf.<Integer>execute(READ, StringBuilder::length)).isZero();
    assertThat(shelf.health().status()).isEqualTo(HealthStatus.UP);
  }

  @Test
  void aFakeRemembersWhatItLentAndForWhat() {
    shelf.run(READ, resource -> resource.append("seen"));
    try (Lease<StringBuilder> lease = shelf.lease(Operation.idempotent("tidy"))) {
      assertThat(shelf.open()).isEqualTo(1);
      assertThat(shelf.snapshot().holders()).hasSize(1);
      assertThat(shelf.snapshot().holders().get(0).operation()).isEqualTo("tidy");
      lease.close();
      assertThatThrownBy(lease::resource).isInstanceOf(ConnectionClosedException.class);
    }
    assertThat(shelf.performed()).extracting(Operation::name).containsExactly("look", "tidy");
    assertThat(shelf.open()).isZero();
    assertThat(shelf.snapshot().operations().succeeded()).isEqualTo(1);
  }

  @Test
  void whatTheWorkThrowsComesOutAsItWouldFromARealOne() {
    IllegalStateException own = new IllegalStateException("the application's own");
    assertThatThrownBy(
            () ->
                shelf.run(
                    READ,
                    resource -> {
                      throw own;
                    }))
        .isSameAs(own);
    IOException checked = new IOException("checked");
    assertThatThrownBy(
            () ->
                shelf.run(
                    READ,
                    resource -> {
                      throw checked;
                    }))
        .isInstanceOf(PermanentConnectionException.class)
        .hasCause(checked);
    assertThat(shelf.open()).isZero();
  }

  @Test
  void closingReportsWhatWasNotGivenBack() {
    Lease<StringBuilder> forgotten = shelf.lease(Operation.read("forgotten"));
    CloseReport report = provider.close(Duration.ofSeconds(1));
    assertThat(report.isClean()).isFalse();
    assertThat(report.connections())
        .extracting(CloseReport.Entry::name, CloseReport.Entry::ending)
        .containsExactly(
            tuple("kitchen-radio", Ending.NEVER_OPENED), tuple("orders-shelf", Ending.ABORTED));
    assertThat(report.toString()).contains("'forgotten'");
    forgotten.close();
    assertThat(provider.close(Duration.ZERO)).as("the first report").isSameAs(report);
  }

  @Test
  void nothingWorksAfterClose() {
    shelf.connect();
    provider.close();
    assertThatThrownBy(() -> provider.get("orders-shelf"))
        .isInstanceOf(ConnectionClosedException.class);
    assertThatThrownBy(() -> shelf.execute(READ, StringBuilder::length))
        .isInstanceOf(ConnectionClosedException.class)
        .hasMessageContaining("orders-shelf");
    assertThat(provider.snapshot().connection("orders-shelf"))
        .hasValueSatisfying(
            seen -> assertThat(seen.lifecycle().state()).isEqualTo(LifecycleState.CLOSED));
    assertThat(provider.close(Duration.ZERO).isClean()).isTrue();
  }

  @Test
  void listenersHearWhatATestPublishesUntilTheyUnsubscribe() {
    RecordingListener first = new RecordingListener();
    RecordingListener second = new RecordingListener();
    ConnectionEvent event =
        new ConnectionEvent.Closed("orders-shelf", 1, VirtualTime.START, List.of());
    ListenerRegistration registration = provider.subscribe(first);
    provider.subscribe(second);
    provider.publish(event);
    registration.close();
    registration.close();
    provider.publish(event);
    assertThat(first.events()).hasSize(1);
    assertThat(second.events()).hasSize(2);
  }

  @Test
  void asynchronousWorkIsDoneWhenTheCallReturns() {
    FakeShelf shelf = new FakeShelf("shelf");

    CompletableFuture<Integer> length = shelf.executeAsync(READ, StringBuilder::length);

    assertThat(length).isCompletedWithValue(0);
    assertThat(shelf.performed()).containsExactly(READ);
    assertThat(shelf.open()).isZero();
  }

  @Test
  void anExecutorShowsWhatCancellingDoes() {
    FakeShelf shelf = new FakeShelf("shelf");
    List<Runnable> tasks = new ArrayList<>();
    shelf.asyncOn(tasks::add);
    CompletableFuture<Integer> early = shelf.executeAsync(READ, StringBuilder::length);
    AtomicBoolean closed = new AtomicBoolean();
    List<CompletableFuture<AutoCloseable>> late = new ArrayList<>();
    late.add(
        shelf.executeAsync(
            READ,
            shown -> {
              late.get(0).cancel(true);
              return () -> closed.set(true);
            }));

    early.cancel(true);
    tasks.forEach(Runnable::run);

    assertThat(early).isCancelled();
    assertThat(shelf.performed()).hasSize(1);
    assertThat(closed).isTrue();
  }
}
