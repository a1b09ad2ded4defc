package dev.connections.testing;

import dev.connections.Deadline;
import java.io.IOException;
import java.time.Duration;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;

/**
 * A client as HTTP clients are: thread-safe, with sessions that it keeps and replaces by itself.
 */
public final class SharedEchoClient implements AutoCloseable {

  private final EchoSettings settings;
  private final Deque<EchoClient> idle = new ConcurrentLinkedDeque<>();
  private volatile boolean closed;

  SharedEchoClient(EchoSettings settings) {
    this.settings = settings;
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
    private volatile boolean cancelled;

    void connect(Deadline deadline) throws IOException {
      EchoClient kept = idle.poll();
      session =
          kept == null
              ? new EchoClient(settings.port(), settings.secret().reveal(), deadline.remaining())
              : kept;
      patience(EchoClient.FOREVER);
      if (cancelled) {
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
      cancelled = true;
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
