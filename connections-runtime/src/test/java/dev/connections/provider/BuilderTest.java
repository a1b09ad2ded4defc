package dev.connections.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connections.ConnectionKey;
import dev.connections.ConnectionProvider;
import dev.connections.TimeSource;
import dev.connections.failure.ConnectionConfigurationException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What opening refuses, and what it makes of registrations at run time. */
@Timeout(20)
class BuilderTest {

  private final FakeSystem system = new FakeSystem();

  private ConnectionProviderBuilder builder(String entries) {
    return Connections.builder()
        .configuration(Yaml.connections(entries))
        .types(new FakeTypes(system));
  }

  @Test
  void aTypeRegisteredAtRunTimeWorksLikeAnyOther() {
    var type = FakeTypes.descriptor(77, "Mainframe", "Legacy");

    try (ConnectionProvider provider =
        builder("a: { type: Fake, url: 'fake://a' }\nb: { type: Mainframe, url: 'fake://b' }\n")
            .register(type, new FakeTypes.FakeConnectionFactory(system), FakeConfiguration::bind)
            .open()) {
      assertThat(provider.get(type, "b").client()).isEqualTo("client of b");
      assertThat(provider.types().get(0)).isSameAs(type);
    }
  }

  @Test
  void anUnknownTypeNamesTheNearestAndAll() {
    assertThatThrownBy(() -> builder("a: { type: Fakes, url: 'fake://a' }\n").open())
        .isInstanceOf(ConnectionConfigurationException.class)
        .hasMessageContainingAll(
            "test.yaml:2:",
            "connections.a.type",
            "Fakes",
            "Collector, Fake, Twin",
            "did you mean Fake?");
  }

  @Test
  void everythingThatIsWrongIsSaidAtOnce() {
    assertThatThrownBy(
            () ->
                builder(
                        """
                        a: { type: Fakes, url: 'fake://a' }
                        b: { type: Fake }
                        c: { type: Twin, url: 'fake://c', uri: 'x' }
                        d: { type: Fake, url: 'fake://d', startup: eager }
                        e: { url: 'fake://e' }
                        """)
                    .require(
                        List.of(
                            ConnectionKey.of("orders", FakeConnection.class),
                            ConnectionKey.of("c", OtherFakeConnection.class),
                            ConnectionKey.of("a", FakeConnection.class)))
                    .open())
        .isInstanceOf(ConnectionConfigurationException.class)
        .hasMessageContainingAll(
            "connections.a.type",
            "connections.b.url",
            "connections.c.uri",
            "connections.d.startup",
            "connections.e.type",
            "connections.orders: is required by the application, but is not configured",
            "connections.c: it is configured with type Twin")
        .hasMessageNotContaining("connections.a: is required");
    assertThat(system.handles).isEmpty();
  }

  @Test
  void twoConnectionsWithOneIdAreNamedBoth() {
    assertThatThrownBy(
            () ->
                builder(
                        """
                        a: { type: Fake, url: 'fake://a', id: 7 }
                        b: { type: Fake, url: 'fake://b', id: 7 }
                        """)
                    .open())
        .isInstanceOf(ConnectionConfigurationException.class)
        .hasMessageContainingAll("connections.b.id", "7", "'a'");
  }

  @Test
  void requiredConnectionsThatAreThereAreFine() {
    try (ConnectionProvider provider =
        builder("a: { type: Fake, url: 'fake://a' }\n")
            .require(List.of(ConnectionKey.of("a", FakeConnection.class)))
            .open()) {
      assertThat(provider.names()).containsExactly("a");
    }
  }

  @Test
  void factoriesThatGoWrongAreAllNamedWithWhatTheyMade() {
    var sharing = FakeTypes.descriptor(71, "Sharing", "Wrong");
    var greedy = FakeTypes.descriptor(72, "Greedy", "Wrong");
    var failing = FakeTypes.descriptor(73, "Failing", "Wrong");
    var foreign = FakeTypes.descriptor(74, "Foreign", "Wrong");
    ConnectionProviderBuilder builder =
        builder("")
            .configuration(
                Yaml.connections(
                        """
                        first: { type: Sharing, url: 'fake://a' }
                        a: { type: Sharing, url: 'fake://a' }
                        b: { type: Greedy, url: 'fake://b' }
                        c: { type: Failing, url: 'fake://c', password: '${env:PASSWORD}' }
                        d: { type: Foreign, url: 'fake://d' }
                        e: { type: Fake, url: 'fake://e', startup: fail }
                        """)
                    .environment(Map.of("PASSWORD", "tiger-4711")))
            .register(sharing, new WrongFactories.Sharing(system), FakeConfiguration::bind)
            .register(greedy, new WrongFactories.Greedy(system), FakeConfiguration::bind)
            .register(failing, new WrongFactories.Failing(), FakeConfiguration::bind)
            .register(foreign, WrongFactories.foreign(system), FakeConfiguration::bind);

    assertThatThrownBy(() -> builder.open())
        .isInstanceOf(ConnectionConfigurationException.class)
        .hasMessageContainingAll(
            "a: dev.connections.provider.WrongFactories$Sharing, the factory of type Sharing, made a"
                + " connection without calling core(…)",
            "b: dev.connections.provider.WrongFactories$Greedy, the factory of type Greedy, failed",
            "core(…) was called twice",
            "c: dev.connections.provider.WrongFactories$Failing, the factory of type Failing, failed",
            "no gateway for ***",
            "d: dev.connections.provider.WrongFactories$Foreign, the factory of type Foreign, made a"
                + " dev.connections.provider.WrongFactories$ForeignHandle, not a"
                + " dev.connections.provider.FakeConnection")
        .hasMessageNotContaining("tiger-4711");
    assertThat(system.opened).isEmpty();
  }

  @Test
  void opensNothingWithoutAConfiguration() {
    assertThatThrownBy(() -> Connections.builder().types(new FakeTypes(system)).open())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("configuration(…)");
  }

  @Test
  void typesThatClashAreRefusedBeforeAnythingIsRead() {
    assertThatThrownBy(
            () ->
                builder("a: { type: Nonsense }\n")
                    .register(
                        FakeTypes.descriptor(901, "Other", "Fakes"),
                        new FakeTypes.FakeConnectionFactory(system),
                        FakeConfiguration::bind)
                    .open())
        .isInstanceOf(ConnectionConfigurationException.class)
        .hasMessageContaining("two connection types have the id 901");
  }

  @Test
  void verifyingFindsWhatOpeningWouldRefuseAndOpensNothing() {
    assertThatCode(() -> builder(Yaml.entry("a", "fail")).verify()).doesNotThrowAnyException();
    assertThat(system.opened).isEmpty();
    assertThat(system.handles).containsExactly("a");

    ConnectionProviderBuilder wrong =
        builder("a: { type: Fakes }\nb: { type: Fake }\n")
            .require(List.of(ConnectionKey.of("c", FakeConnection.class)));
    assertThatThrownBy(wrong::verify)
        .isInstanceOf(ConnectionConfigurationException.class)
        .satisfies(verified -> assertThatThrownBy(wrong::open).hasMessage(verified.getMessage()));
  }

  @Test
  void oneBuilderOpensProvidersThatShareNothing() {
    ConnectionProviderBuilder builder = builder(Yaml.entry("a", "lazy"));

    try (ConnectionProvider first = builder.open();
        ConnectionProvider second = builder.open()) {
      assertThat(first.get("a")).isNotSameAs(second.get("a"));
      first.close();
      assertThat(second.get("a").client()).isEqualTo("client of a");
    }
  }

  @Test
  void timeComesFromWhereTheBuilderSays() {
    TimeSource stopped =
        new TimeSource() {
          @Override
          public long nanoTime() {
            return 42;
          }

          @Override
          public Instant now() {
            return Instant.EPOCH;
          }
        };

    try (ConnectionProvider provider = builder(Yaml.entry("a", "lazy")).time(stopped).open()) {
      assertThat(provider.snapshot().takenAt()).isEqualTo(Instant.EPOCH);
      assertThat(provider.snapshot().connections().get(0).createdAt()).isEqualTo(Instant.EPOCH);
    }
  }

  @Test
  void theEffectiveSettingsSayWhatHoldsAndWhereItWasWritten() {
    assertThat(
            Connections.builder()
                .types(new FakeTypes(new FakeSystem()))
                .configuration(Yaml.lazy("orders").with("connections.orders.timeouts.total", "9s"))
                .effectiveSettings())
        .contains("connections.orders.timeouts.total = 9s  (code)")
        .anyMatch(line -> line.endsWith("(default)"));
  }
}
