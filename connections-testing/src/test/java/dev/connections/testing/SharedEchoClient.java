package dev.connections.testing;

import dev.connections.Deadline;
import java.io.IOException;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A client as HTTP clients are: thread-safe, with sessions that it keeps and replaces by itself.
 */
public final class SharedEchoClient implements AutoCloseable {

  private final EchoSettings settings;
  private final Deque<EchoClient> idle = new ConcurrentLinkedDeque<>();
  private final @Nullable SSLContext tls;
  private final AtomicInteger sessions = new AtomicInteger();
  private volatile boolean closed;

  SharedEchoClient(EchoSettings settings) {
    this(settings, null);
  }

  SharedEchoClient(EchoSettings settings, @Nullable SSLContext tls) {
    this.settings = settings;
    this.tls = tls;
  }

  /** A client of a cluster takes its nodes in turn. */
  private int port() {
    List<Integer> ports = settings.ports();
    return ports.get(Math.floorMod(sessions.getAndIncrement(), ports.size()));
  }

  Call begin() {
    return new Call();
  }

  @Override
  public void close() throws IOException {
    closed = true;
    for (EchoClient session = idle.poll(); session != null; session = idle.poll()) {
      session.close();
    }
  }

  /** One question and its answer. */
  final class Call {

    private volatile @Nullable EchoClient session;
    private volatile boolean canceled;

    void connect(Deadline deadline) throws IOException {
      EchoClient kept = idle.poll();
      session =
          kept == null
              ? new EchoClient(port(), settings.secret().reveal(), deadline.remaining(), tls)
              : kept;
      patience(EchoClient.FOREVER);
      if (canceled) {
        cancel();
      }
    }

    void patience(Deadline deadline) throws IOException {
      patience(deadline.remaining());
    }

    private void patience(Duration patience) throws IOException {
      session().patience(patience);
    }

    String ask(String line) throws IOException {
      EchoClient asked = session();
      try {
        String answer = asked.ask(line);
        asked.patience(EchoClient.FOREVER);
        idle.push(asked);
        if (closed) {
          close();
        }
        return answer;
      } catch (IOException failure) {
        asked.close();
        throw failure;
      }
    }

    String version() {
      return session().version();
    }

    void cancel() {
      canceled = true;
      EchoClient waiting = session;
      if (waiting != null) {
        try {
          waiting.close();
        } catch (IOException gone) {
          // closed either way
        }
      }
    }

    private EchoClient session() {
      return Objects.requireNonNull(session, "connect comes first");
    }
  }
}
