package dev.connections.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connections.Deadline;
import dev.connections.Operation;
import dev.connections.failure.ConnectionClosedException;
import dev.connections.failure.PermanentConnectionException;
import dev.connections.failure.TransientConnectionException;
import dev.connections.monitoring.Health;
import dev.connections.monitoring.HealthStatus;
import dev.connections.monitoring.LifecycleState;
import dev.connections.monitoring.PoolStatistics;
import dev.connections.monitoring.ServerMetadata;
import dev.connections.settings.TlsSettings;
import dev.connections.testsupport.Await;
import dev.connections.testsupport.EchoPeer;
import dev.connections.testsupport.EchoSocket;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SharedConnectionTest {

  private static final Operation READ = Operation.read("ask");

  /** A client that is thread-safe because it connects for each exchange. */
  private record Asker(int port) {
    String ask(String line, Deadline deadline) throws IOException {
      try (EchoSocket socket = new EchoSocket(port, deadline.remaining())) {
        return socket.ask(line);
      }
    }
  }

  /** What the author of a small protocol writes. */
  private static final class AskerConnection extends SharedConnection<Asker, TestContext.Settings> {
    final AtomicInteger closed = new AtomicInteger();
    final List<EndpointContext<TestContext.Settings>> opened = new CopyOnWriteArrayList<>();
    volatile String state = "pong";
    volatile TlsSettings tls = TlsSettings.DEFAULT;
    private final int port;

    AskerConnection(ConnectionContext<TestContext.Settings> context, int port) {
      super(context);
      this.port = port;
    }

    String echo(String text) {
      return call(READ, (client, scope) -> client.ask("echo " + text, scope.deadline()));
    }

    @Override
    protected Asker openClient(EndpointContext<TestContext.Settings> endpoint, Deadline deadline) {
      opened.add(endpoint);
      SSLContext unused = tls.context(warning -> {});
      return new Asker(port);
    }

    @Override
    protected ServerMetadata probeClient(Asker client, Deadline deadline) throws IOException {
      return new ServerMetadata(client.ask("echo " + state, deadline), null, null, null, Map.of());
    }

    @Override
    protected ProbeResult finding(Asker client, ServerMetadata answer) {
      return answer.product().equals("loading")
          ? new ProbeResult("The server is loading its data", Map.of("port", "" + client.port()))
          : ProbeResult.NOTHING;
    }

    @Override
    protected PoolStatistics pool(Asker client) {
      return new PoolStatistics(client.port(), 3, 2, 1);
    }

    @Override
    protected void closeClient(Asker client) {
      closed.incrementAndGet();
    }
  }

  private final EchoPeer peer = new EchoPeer();
  private final TestContext context = new TestContext();
  private final AskerConnection asker = new AskerConnection(context, peer.port());

  SharedConnectionTest() throws IOException {}

  @AfterEach
  void stop() throws IOException {
    context.close();
    peer.close();
  }

  @Test
  void makingItDoesNoInputOrOutputAndTheFirstUseOpens() {
    assertThat(asker.snapshot().lifecycle().state()).isEqualTo(LifecycleState.DISCONNECTED);
    assertThat(peer.accepted).hasValue(0);

    assertThat(asker.echo("x")).isEqualTo("x");
    assertThat(asker.snapshot().server())
        .isEqualTo(new ServerMetadata("pong", null, null, null, Map.of()));
  }

  @Test
  void theClientIsOpenedWithTheNameAndTheSettingsOfItsEndpoint() {
    asker.connect();

    assertThat(asker.opened)
        .singleElement()
        .satisfies(
            endpoint -> {
              assertThat(endpoint.name()).isEqualTo("primary");
              assertThat(endpoint.settings().timeouts().connect()).isEqualTo(Duration.ofSeconds(2));
            });
  }

  @Test
  void aServerThatAnswersThatItCannotWorkIsDownAndStaysConnected() {
    asker.connect();
    asker.state = "loading";
    Health down = asker.checkHealth();
    assertThat(down.status()).isEqualTo(HealthStatus.DOWN);
    assertThat(down.toString()).contains("The server is loading its data");
    assertThat(asker.snapshot().lifecycle().state()).isEqualTo(LifecycleState.CONNECTED);

    asker.state = "ready";
    assertThat(asker.checkHealth().status()).isEqualTo(HealthStatus.UP);
  }

  @Test
  void theNumbersOfTheClientsOwnPoolAreInTheSnapshotOnceItIsOpen() {
    assertThat(asker.snapshot().pool()).isNull();
    asker.connect();
    assertThat(asker.snapshot().pool()).isEqualTo(new PoolStatistics(peer.port(), 3, 2, 1));
  }

  @Test
  void theClientIsTheSameUntilTheConnectionIsClosed() {
    assertThat(asker.client()).isSameAs(asker.client());
    context.managed().close(Deadline.after(Duration.ofSeconds(1), context.time()));

    assertThatThrownBy(asker::client).isInstanceOf(ConnectionClosedException.class);
    assertThat(asker.closed).hasValue(1);
  }

  @Test
  void aFileThatASettingNamesInVainIsToldAsSuchAndReadAgain() {
    asker.tls =
        new TlsSettings(
            Optional.of(Path.of("nowhere.pem")),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false);
    assertThatThrownBy(() -> asker.echo("x"))
        .isInstanceOf(PermanentConnectionException.class)
        .hasMessageContaining("Opening failed: settings rejected: trust names ")
        .hasMessageContaining("which does not exist")
        .hasMessageContaining("next step: Correct the setting, or the file that it names")
        .hasMessageNotContaining("Exception:");

    asker.tls = TlsSettings.DEFAULT;
    assertThat(asker.echo("x")).isEqualTo("x");
  }

  @Test
  void aClientWhoseProbeFailsIsClosedAndTheFailureExplainsItself() throws IOException {
    peer.stop();

    assertThatThrownBy(() -> asker.echo("x"))
        .isInstanceOf(TransientConnectionException.class)
        .hasMessageContaining("echo, operation 'ask': Opening failed: Could not connect");
    assertThat(asker.closed).hasValue(1);
    assertThat(asker.health().status()).isEqualTo(HealthStatus.DOWN);
    peer.start();
    assertThat(asker.echo("back")).isEqualTo("back");
  }

  @Test
  void anOutageBetweenTwoCallsHealsWithoutAnybodysHelp() throws IOException {
    asker.echo("before");
    peer.stop();
    assertThatThrownBy(() -> asker.echo("during")).isInstanceOf(TransientConnectionException.class);
    Await.until("broken", () -> asker.snapshot().lifecycle().state() == LifecycleState.BROKEN);
    peer.start();

    assertThat(asker.echo("after")).isEqualTo("after");
    assertThat(asker.health().status()).isEqualTo(HealthStatus.UP);
  }
}
