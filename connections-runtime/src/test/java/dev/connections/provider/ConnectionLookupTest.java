package dev.connections.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connections.ConnectionKey;
import dev.connections.ConnectionProvider;
import dev.connections.ManagedConnection;
import dev.connections.failure.ConnectionClosedException;
import dev.connections.failure.ConnectionConfigurationException;
import dev.connections.monitoring.Health;
import dev.connections.monitoring.HealthStatus;
import dev.connections.monitoring.LifecycleState;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ConnectionLookupTest {

  private static final String THREE =
      """
      orders-db: { type: Fake, url: 'fake://orders', id: 7 }
      audit-db: { type: Twin, url: 'fake://audit', id: 8 }
      weather: { type: Fake, url: 'fake://weather' }
      """;

  private final FakeSystem system = new FakeSystem();
  private final ConnectionProvider provider = open(THREE);

  private ConnectionProvider open(String entries) {
    return Connections.builder()
        .configuration(Yaml.connections(entries))
        .types(new FakeTypes(system))
        .open();
  }

  @AfterEach
  void close() {
    provider.close(Duration.ZERO);
  }

  @Test
  void everyWayOfAskingGivesTheSameHandle() {
    ManagedConnection<?> handle = provider.get("orders-db");

    assertThat(handle.name()).isEqualTo("orders-db");
    assertThat(provider.get(ConnectionKey.of("orders-db", FakeConnection.class))).isSameAs(handle);
    assertThat(provider.get(FakeTypes.FAKE, "orders-db")).isSameAs(handle);
    assertThat(provider.get("orders-db", FakeConnection.class)).isSameAs(handle);
    assertThat(provider.get(7, FakeConnection.class)).isSameAs(handle);
    assertThat(provider.get(7)).isSameAs(handle);
    assertThat(provider.get(FakeTypes.FAKE, settings("fake://orders"))).isSameAs(handle);
    assertThat(provider.get(settings("fake://orders"))).isSameAs(handle);
  }

  @Test
  void tenThousandGetsMakeOneHandleAndOpenNothing() {
    Set<ManagedConnection<?>> handles = new HashSet<>();
    for (int i = 0; i < 10_000; i++) {
      handles.add(provider.get("orders-db"));
      handles.add(provider.get(FakeTypes.FAKE, "orders-db"));
    }

    assertThat(handles).hasSize(1);
    assertThat(system.handles).containsExactly("orders-db", "audit-db", "weather");
    assertThat(system.opened).isEmpty();
  }

  @Test
  void namesAreInTheOrderOfTheConfigurationAndTypesInThatOfTheirIds() {
    assertThat(provider.names()).containsExactly("orders-db", "audit-db", "weather");
    assertThat(provider.types())
        .isEqualTo(List.of(FakeTypes.FAKE, FakeTypes.TWIN, FakeTypes.COLLECTOR));
  }

  @Test
  void settingsAreGivenAsTheyAreInForce() {
    assertThat(provider.configuration(FakeTypes.TWIN, "audit-db"))
        .isEqualTo(settings("fake://audit"));
  }

  @Test
  void aNameThatIsNotConfiguredNamesTheNearestAndAll() {
    assertThatThrownBy(() -> provider.get("order-db"))
        .isInstanceOf(ConnectionConfigurationException.class)
        .hasMessage(
            "[configuration] order-db: no connection of this name is configured"
                + " (configured: orders-db, audit-db, weather); did you mean 'orders-db'?");
  }

  @Test
  void aNameUnlikeAnyOtherListsThoseThatThereAre() {
    assertThatThrownBy(() -> provider.get("zzz", FakeConnection.class))
        .isInstanceOf(ConnectionConfigurationException.class)
        .hasMessage(
            "[configuration] zzz: no connection of this name is configured"
                + " (configured: orders-db, audit-db, weather)");
  }

  @Test
  void theTypeIsComparedOnEveryCallAlsoAfterTheHandleWasGiven() {
    assertThat(provider.get(FakeTypes.FAKE, "orders-db")).isNotNull();

    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> provider.get(FakeTypes.TWIN, "orders-db"))
          .isInstanceOf(ConnectionConfigurationException.class)
          .hasMessage(
              "[configuration] orders-db: it is configured with type Fake, but was asked for as"
                  + " Twin");
    }
  }

  @Test
  void aTypeThatOnlyHasTheSameNameIsAnother() {
    var impostor = FakeTypes.descriptor(901, "Fake", "Fakes");

    assertThatThrownBy(() -> provider.get(impostor, "orders-db"))
        .isInstanceOf(ConnectionConfigurationException.class)
        .hasMessageContaining("orders-db: it is configured with another type named Fake");
  }

  @Test
  void anotherClassThanTheTypeGivesIsRefusedByNameKeyAndId() {
    String problem =
        "[configuration] orders-db: it is configured with type Fake, which gives a"
            + " dev.connections.provider.FakeConnection, but was asked for as a"
            + " dev.connections.provider.OtherFakeConnection";

    assertThatThrownBy(() -> provider.get("orders-db", OtherFakeConnection.class))
        .isInstanceOf(ConnectionConfigurationException.class)
        .hasMessage(problem);
    assertThatThrownBy(() -> provider.get(ConnectionKey.of("orders-db", OtherFakeConnection.class)))
        .hasMessage(problem);
    assertThatThrownBy(() -> provider.get(7, OtherFakeConnection.class)).hasMessage(problem);
  }

  @Test
  void anUnknownIdListsTheKnownOnes() {
    assertThatThrownBy(() -> provider.get(9))
        .isInstanceOf(ConnectionConfigurationException.class)
        .hasMessage(
            "[configuration] id 9: no connection with this id is configured;"
                + " configured: 7 (orders-db), 8 (audit-db)");
  }

  @Test
  void settingsThatNoConnectionHasListThoseWithOthersButNoValues() {
    assertThatThrownBy(() -> provider.get(FakeTypes.FAKE, settings("fake://elsewhere")))
        .isInstanceOf(ConnectionConfigurationException.class)
        .hasMessage(
            "[configuration] type Fake: no connection has these settings;"
                + " configured with others: orders-db, weather");
    assertThatThrownBy(() -> provider.get(FakeTypes.COLLECTOR, settings("fake://orders")))
        .hasMessage("[configuration] type Collector: none is configured");
  }

  @Test
  void equalSettingsOfTwoTypesAreToldApartByTheTypeAlone() {
    try (ConnectionProvider twins =
        open("one: { type: Fake, url: 'fake://x' }\ntwo: { type: Twin, url: 'fake://x' }\n")) {
      assertThat(twins.get(FakeTypes.FAKE, settings("fake://x")).name()).isEqualTo("one");
      assertThat(twins.get(FakeTypes.TWIN, settings("fake://x")).name()).isEqualTo("two");
      assertThatThrownBy(() -> twins.get(settings("fake://x")))
          .isInstanceOf(ConnectionConfigurationException.class)
          .hasMessage(
              "[configuration] FakeConfiguration: these settings do not tell which connection is"
                  + " meant: one, two have equal ones; ask by name");
    }
  }

  @Test
  void requireListsEveryKeyThatCannotBeHad() {
    provider.require(List.of(ConnectionKey.of("weather", FakeConnection.class)));

    assertThatThrownBy(
            () ->
                provider.require(
                    List.of(
                        ConnectionKey.of("wether", FakeConnection.class),
                        ConnectionKey.of("weather", FakeConnection.class),
                        ConnectionKey.of("audit-db", OtherFakeConnection.class))))
        .isInstanceOf(ConnectionConfigurationException.class)
        .hasMessageContainingAll(
            "wether: no connection of this name is configured",
            "did you mean 'weather'?",
            "audit-db: it is configured with type Twin")
        .hasMessageNotContaining("\nweather:");
  }

  @Test
  void nothingIsGivenOnceTheProviderIsClosed() {
    FakeConnection kept = provider.get("orders-db", FakeConnection.class);
    provider.close(Duration.ZERO);

    assertThatThrownBy(() -> provider.get("orders-db"))
        .isInstanceOf(ConnectionClosedException.class)
        .hasMessageStartingWith("[closed] orders-db: the provider is closed; next step: ");
    assertThatThrownBy(() -> provider.get(7)).isInstanceOf(ConnectionClosedException.class);
    assertThatThrownBy(() -> provider.get(FakeTypes.FAKE, "orders-db"))
        .isInstanceOf(ConnectionClosedException.class);
    assertThatThrownBy(() -> provider.get(settings("fake://orders")))
        .isInstanceOf(ConnectionClosedException.class);
    assertThatThrownBy(kept::client).isInstanceOf(ConnectionClosedException.class);
    assertThat(provider.names()).hasSize(3);
    assertThat(provider.snapshot().connections())
        .extracting(connection -> connection.lifecycle().state())
        .containsOnly(LifecycleState.CLOSED);
    assertThat(provider.checkHealth(Duration.ofSeconds(5)).values())
        .extracting(Health::status)
        .containsOnly(HealthStatus.DOWN);
  }

  private static FakeConfiguration settings(String url) {
    return new FakeConfiguration(url, Optional.empty());
  }
}
