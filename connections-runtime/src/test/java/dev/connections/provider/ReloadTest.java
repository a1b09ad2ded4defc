package dev.connections.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.connections.ConnectionProvider;
import dev.connections.ConnectionsConfiguration;
import dev.connections.Operation;
import dev.connections.ReloadReport;
import dev.connections.ReloadReport.Entry;
import dev.connections.ReloadReport.Outcome;
import dev.connections.failure.ConnectionClosedException;
import dev.connections.failure.ConnectionConfigurationException;
import dev.connections.monitoring.ConnectionEvent;
import dev.connections.spi.Permit;
import dev.connections.testsupport.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class ReloadTest {

  private static final Duration LONG = Duration.ofSeconds(10);

  @TempDir Path folder;

  private final FakeSystem system = new FakeSystem();
  private final List<ConnectionEvent> events = new CopyOnWriteArrayList<>();
  private final List<ConnectionProvider> providers = new CopyOnWriteArrayList<>();

  @AfterEach
  void nothingLeaks() {
    providers.forEach(provider -> provider.close(LONG));
    assertThat(system.closed).hasSameSizeAs(system.opened);
  }

  private Path write(String name, String text) {
    try {
      Path file = folder.resolve(name);
      Path next = Files.writeString(folder.resolve(name + ".next"), text);
      return Files.move(
          next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private void configure(String entries) {
    write("connections.yaml", "connections:\n" + entries.indent(2));
  }

  private ConnectionProviderBuilder builder() {
    return Connections.builder()
        .configuration(ConnectionsConfiguration.of(folder.resolve("connections.yaml")))
        .types(new FakeTypes(system))
        .listener(events::add);
  }

  private ConnectionProvider open() {
    ConnectionProvider provider = builder().open();
    providers.add(provider);
    return provider;
  }

  private String entry(String name, String host) {
    return name + ": { type: Fake, url: 'fake://" + host + "' }\n";
  }

  private String withPassword(String name) {
    return name
        + ": { type: Fake, url: 'fake://"
        + name
        + "', password: '${file:"
        + folder.resolve("password")
        + "}' }\n";
  }

  private static List<Outcome> outcomes(ReloadReport report) {
    return report.connections().stream().map(Entry::outcome).toList();
  }

  private List<String> kept(String name) {
    return events.stream()
        .filter(event -> event.connection().equals(name))
        .filter(ConnectionEvent.ConfigurationRejected.class::isInstance)
        .map(event -> ((ConnectionEvent.ConfigurationRejected) event).problem())
        .toList();
  }

  @Test
  void whatDidNotChangeIsNotTouched() {
    configure(entry("a", "a") + entry("b", "b"));
    ConnectionProvider provider = open();
    provider.get("a").connect();

    ReloadReport report = provider.reload();

    assertThat(report.connections())
        .extracting(Entry::name, Entry::outcome)
        .containsExactly(tuple("a", Outcome.UNCHANGED), tuple("b", Outcome.UNCHANGED));
    assertThat(report.isClean()).isTrue();
    assertThat(system.opened).containsExactly("a");
    assertThat(system.closed).isEmpty();
  }

  @Test
  void onlyTheConnectionWhoseSettingsChangedIsReplacedAndItsHandleStays() {
    configure(entry("a", "a") + entry("b", "b"));
    ConnectionProvider provider = open();
    FakeConnection a = provider.get("a", FakeConnection.class);
    a.connect();
    provider.get("b").connect();

    configure(entry("a", "elsewhere") + entry("b", "b"));
    ReloadReport report = provider.reload();

    assertThat(outcomes(report)).containsExactly(Outcome.REPLACED, Outcome.UNCHANGED);
    assertThat(provider.get("a")).isSameAs(a);
    assertThat(a.client()).isEqualTo("client of a");
    assertThat(provider.configuration(FakeTypes.FAKE, "a").url()).isEqualTo("fake://elsewhere");
    assertThat(a.snapshot().configurationGeneration()).isEqualTo(1);
    assertThat(system.opened).containsExactly("a", "b", "a");
    Await.until(() -> system.closed.equals(List.of("a")));
  }

  @Test
  void aRotatedSecretReplacesTheConnectionAlthoughItsReferenceIsTheSame() {
    write("password", "first");
    configure(withPassword("a") + entry("b", "b"));
    ConnectionProvider provider = open();
    provider.get("a").connect();

    write("password", "second");

    assertThat(outcomes(provider.reload())).containsExactly(Outcome.REPLACED, Outcome.UNCHANGED);
    assertThat(outcomes(provider.reload())).containsExactly(Outcome.UNCHANGED, Outcome.UNCHANGED);
    assertThat(provider.configuration(FakeTypes.FAKE, "a").password().orElseThrow().reveal())
        .isEqualTo("second");
  }

  @Test
  void aRotatedSecretIsRemovedFromMessagesLikeTheOneBefore() {
    write("password", "first-secret");
    configure(withPassword("a"));
    ConnectionProvider provider = open();
    FakeConnection a = provider.get("a", FakeConnection.class);
    write("password", "second-secret");
    provider.reload();
    system.onOpen(
        "a",
        () -> {
          throw new ConnectException("not first-secret and not second-secret");
        });

    assertThatThrownBy(a::connect).hasMessageContaining("not *** and not ***");
  }

  @Test
  void aBadFileChangesNothingAndIsToldWithEverythingThatIsWrong() {
    configure(entry("a", "a") + entry("b", "b"));
    ConnectionProvider provider = open();
    provider.get("a").connect();
    provider.get("b").connect();

    configure(
        entry("a", "elsewhere")
            + "b: { type: Fake, ulr: 'fake://b' }\n"
            + "c: { type: Fakse, url: 'fake://c' }\n");
    ReloadReport report = provider.reload();

    assertThat(report.isClean()).isFalse();
    assertThat(report.connections()).isEmpty();
    String told = report.rejected().orElseThrow().getMessage();
    assertThat(told).contains("connections.b.ulr", "did you mean url", "connections.c.type");
    assertThatThrownBy(() -> builder().open())
        .isInstanceOf(ConnectionConfigurationException.class)
        .hasMessage(told);
    assertThat(report.toString()).contains("nothing was changed", "connections.b.ulr");
    Await.until(() -> kept("a").size() == 1 && kept("b").size() == 1);
    assertThat(provider.get("a", FakeConnection.class).client()).isEqualTo("client of a");
    assertThat(provider.configuration(FakeTypes.FAKE, "a").url()).isEqualTo("fake://a");
    assertThat(system.opened).containsExactly("a", "b");
    assertThat(system.closed).isEmpty();
  }

  @Test
  void aFileThatIsGoneOrNoYamlChangesNothing() throws IOException {
    configure(entry("a", "a"));
    ConnectionProvider provider = open();

    Files.delete(folder.resolve("connections.yaml"));
    assertThat(provider.reload().rejected().orElseThrow()).hasMessageContaining("does not exist");
    write("connections.yaml", "connections: {");
    assertThat(provider.reload().rejected()).isPresent();
    configure(entry("a", "a"));
    assertThat(provider.reload().isClean()).isTrue();
  }

  @Test
  void aClientThatCannotBeOpenedKeepsItsConnectionAndTheOthersGoOn() {
    configure(entry("a", "a") + entry("b", "b"));
    ConnectionProvider provider = open();
    FakeConnection a = provider.get("a", FakeConnection.class);
    a.connect();
    provider.get("b").connect();
    system.onOpen(
        "a",
        () -> {
          throw new SecurityException("wrong password");
        });

    configure(entry("a", "elsewhere") + entry("b", "elsewhere"));
    ReloadReport report = provider.reload();

    assertThat(outcomes(report)).containsExactly(Outcome.FAILED, Outcome.REPLACED);
    assertThat(report.with(Outcome.FAILED).get(0).problem())
        .contains("[authentication]", "keeping the current one", "wrong password");
    assertThat(a.client()).isEqualTo("client of a");
    assertThat(provider.configuration(FakeTypes.FAKE, "a").url()).isEqualTo("fake://a");
    Await.until(() -> kept("a").size() == 1);
    assertThat(kept("a").get(0)).contains("wrong password");

    system.onOpen("a", () -> {});
    assertThat(outcomes(provider.reload())).containsExactly(Outcome.REPLACED, Outcome.UNCHANGED);
  }

  @Test
  void newNamesGoneNamesAndOtherTypesNeedARestartAndTheRestIsFollowed() {
    configure(entry("a", "a") + entry("b", "b") + entry("c", "c"));
    ConnectionProvider provider = open();

    configure(entry("a", "elsewhere") + "b: { type: Twin, url: 'fake://b' }\n" + entry("d", "d"));
    ReloadReport report = provider.reload();

    assertThat(report.connections())
        .extracting(Entry::name, Entry::outcome)
        .containsExactly(
            tuple("a", Outcome.REPLACED),
            tuple("b", Outcome.NEEDS_RESTART),
            tuple("c", Outcome.NEEDS_RESTART),
            tuple("d", Outcome.NEEDS_RESTART));
    assertThat(report.connections().get(1).problem()).contains("Fake", "Twin", "restart");
    assertThat(report.isClean()).isFalse();
    assertThat(provider.names()).containsExactly("a", "b", "c");
    assertThat(provider.get("c", FakeConnection.class).client()).isEqualTo("client of c");
  }

  @Test
  void whatCountsAtStartOnlyIsNotedWithoutNewClients() {
    configure("a: { type: Fake, url: 'fake://a', id: 7 }\n");
    ConnectionProvider provider = open();
    provider.get("a").connect();

    configure("a: { type: Fake, url: 'fake://a', id: 8, startup: fail }\n");

    assertThat(outcomes(provider.reload())).containsExactly(Outcome.UNCHANGED);
    assertThat(provider.get(8)).isSameAs(provider.get("a"));
    assertThatThrownBy(() -> provider.get(7)).isInstanceOf(ConnectionConfigurationException.class);
    assertThat(system.opened).containsExactly("a");
  }

  @Test
  void whoHoldsSomethingAcrossAReloadKeepsItAndIsWaitedFor() {
    configure(entry("a", "a"));
    ConnectionProvider provider = open();
    FakeConnection a = provider.get("a", FakeConnection.class);
    Permit<?> held = a.hold(Operation.read("report"));

    configure(entry("a", "elsewhere"));
    assertThat(outcomes(provider.reload())).containsExactly(Outcome.REPLACED);
    assertThat(system.closed).isEmpty();
    held.close();
    Await.until(() -> system.closed.equals(List.of("a")));
    assertThat(system.aborted).isEmpty();
  }

  @Test
  void aClosedProviderRefuses() {
    configure(entry("a", "a"));
    ConnectionProvider closed = builder().open();
    closed.close(LONG);

    assertThatThrownBy(closed::reload).isInstanceOf(ConnectionClosedException.class);
  }
}
