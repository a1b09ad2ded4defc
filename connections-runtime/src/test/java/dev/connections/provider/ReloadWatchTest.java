package dev.connections.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connections.ConnectionProvider;
import dev.connections.ConnectionsConfiguration;
import dev.connections.monitoring.ConnectionEvent;
import dev.connections.testsupport.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** By the machine's clock, with short intervals: what is waited for is what the watch does. */
@Timeout(60)
class ReloadWatchTest {

  private static final Duration OFTEN = Duration.ofMillis(20);

  @TempDir Path folder;

  private final FakeSystem system = new FakeSystem();
  private final List<ConnectionEvent> events = new CopyOnWriteArrayList<>();
  private ConnectionProvider provider;

  @BeforeEach
  void open() {
    write("password", "first");
    configure("fake://a");
    provider =
        Connections.builder()
            .configuration(ConnectionsConfiguration.of(folder.resolve("connections.yaml")))
            .types(new FakeTypes(system))
            .listener(events::add)
            .reloadEvery(OFTEN)
            .open();
    provider.get("a").connect();
  }

  @AfterEach
  void close() {
    provider.close(Duration.ofSeconds(10));
    assertThat(system.closed).hasSameSizeAs(system.opened);
  }

  private void write(String name, String text) {
    try {
      Path next = Files.writeString(folder.resolve(name + ".next"), text);
      Files.move(
          next,
          folder.resolve(name),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private void configure(String url) {
    write(
        "connections.yaml",
        "connections: { a: { type: Fake, url: '"
            + url
            + "', password: '${file:"
            + folder.resolve("password")
            + "}' } }\n");
  }

  private long generation() {
    return provider.get("a").snapshot().configurationGeneration();
  }

  private long kept() {
    return events.stream().filter(ConnectionEvent.ConfigurationRejected.class::isInstance).count();
  }

  @Test
  void aChangedFileIsFollowed() {
    configure("fake://elsewhere");

    // The clients are replaced first; that the provider tells of it comes after.
    Await.until(() -> provider.configuration(FakeTypes.FAKE, "a").url().equals("fake://elsewhere"));
    assertThat(generation()).isEqualTo(1);
  }

  @Test
  void aChangedSecretFileIsFollowed() {
    write("password", "second");

    Await.until(() -> generation() == 1);
  }

  @Test
  void aBadFileIsToldOncePerContentAndTheNextGoodOneIsFollowed() {
    write("connections.yaml", "connections: { a: { type: Fake, ulr: 'x' } }\n");
    Await.until(() -> kept() == 1);
    // The other content shows that the watch has gone on looking at the first one in vain.
    write("connections.yaml", "connections: { a: { type: Fake, lru: 'x' } }\n");
    Await.until(() -> kept() == 2);
    assertThat(generation()).isZero();

    configure("fake://mended");
    Await.until(() -> generation() == 1);
    assertThat(kept()).isEqualTo(2);
  }

  @Test
  void aClientThatCannotBeOpenedIsNotTriedAgainAtEveryLook() {
    AtomicInteger tries = new AtomicInteger();
    system.onOpen(
        "a",
        () -> {
          tries.incrementAndGet();
          throw new SecurityException("wrong password");
        });
    write("password", "second");
    Await.until(() -> tries.get() == 1 && kept() == 1);
    configure("fake://elsewhere");
    Await.until(() -> tries.get() == 2 && kept() == 2);
    assertThat(generation()).isZero();
  }

  @Test
  void anIntervalMustBePositive() {
    assertThatThrownBy(() -> Connections.builder().reloadEvery(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("PT0S");
  }
}
