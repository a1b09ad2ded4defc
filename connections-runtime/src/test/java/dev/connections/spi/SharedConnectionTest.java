package dev.connections.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connections.Deadline;
import dev.connections.Operation;
import dev.connections.failure.ConnectionClosedException;
import dev.connections.failure.TransientConnectionException;
import dev.connections.monitoring.HealthStatus;
import dev.connections.monitoring.LifecycleState;
import dev.connections.monitoring.ServerMetadata;
import dev.connections.testsupport.EchoPeer;
import dev.connections.testsupport.EchoSocket;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
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
    private final int port;

    AskerConnection(ConnectionContext<TestContext.Settings> context, int port) {
      super(context);
      this.port = port;
    }

    String echo(String text) {
      return call(READ, (client, scope) -> client.ask("echo " + text, scope.deadline()));
    }

    @Override
    protected Asker openClient(TestContext.Settings settings, Deadline deadline) {
      return new Asker(port);
    }

    @Override
    protected ServerMetadata probeClient(Asker client, Deadline deadline) throws IOException {
      return new ServerMetadata(client.ask("ping", deadline), null, null, null, Map.of());
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
  void theClientIsTheSameUntilTheConnectionIsClosed() {
    assertThat(asker.client()).isSameAs(asker.client());
    context.managed().close(Deadline.after(Duration.ofSeconds(1), context.time()));

    assertThatThrownBy(asker::client).isInstanceOf(ConnectionClosedException.class);
    assertThat(asker.closed).hasValue(1);
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
    TestContext.await(
        "broken", () -> asker.snapshot().lifecycle().state() == LifecycleState.BROKEN);
    peer.start();

    assertThat(asker.echo("after")).isEqualTo("after");
    assertThat(asker.health().status()).isEqualTo(HealthStatus.UP);
  }
}
