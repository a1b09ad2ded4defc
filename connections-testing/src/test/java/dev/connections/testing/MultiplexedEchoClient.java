package dev.connections.testing;

import dev.connections.Deadline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A client as those of Redis and of HTTP/2 are: thread-safe, with one session for all exchanges,
 * which are told apart by their numbers. A session that is lost is replaced at the next use, and
 * what was in flight on it is canceled.
 */
public final class MultiplexedEchoClient implements AutoCloseable {

  private final EchoSettings settings;
  private final ReentrantLock replacing = new ReentrantLock();
  private CompletableFuture<Session> current;
  private boolean closed;

  MultiplexedEchoClient(EchoSettings settings, Deadline deadline) throws IOException {
    this.settings = settings;
    this.current = CompletableFuture.completedFuture(new Session(deadline));
  }

  /** The one session; it is opened by another thread if the last one is lost. */
  CompletableFuture<Session> session(Deadline deadline) {
    replacing.lock();
    try {
      if (!closed && isLost(current)) {
        current = CompletableFuture.supplyAsync(() -> open(deadline), Session::daemon);
      }
      return current;
    } finally {
      replacing.unlock();
    }
  }

  private static boolean isLost(CompletableFuture<Session> session) {
    return session.isDone() && (session.isCompletedExceptionally() || session.join().lost);
  }

  private Session open(Deadline deadline) {
    try {
      return new Session(deadline);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public void close() {
    replacing.lock();
    try {
      closed = true;
      current.thenAccept(Session::lose);
    } finally {
      replacing.unlock();
    }
  }

  /** One session with the server, for any number of exchanges at once. */
  final class Session {

    private final EchoClient wire;
    private final ReentrantLock sending = new ReentrantLock();
    private final AtomicInteger numbers = new AtomicInteger();
    private final Map<Integer, CompletableFuture<String>> inFlight = new ConcurrentHashMap<>();
    private volatile boolean lost;

    private Session(Deadline deadline) throws IOException {
      wire = new EchoClient(settings.port(), settings.secret().reveal(), deadline.remaining());
      wire.patience(EchoClient.FOREVER);
      daemon(this::read);
    }

    private static void daemon(Runnable task) {
      Thread thread = new Thread(task, "multiplexed-echo");
      thread.setDaemon(true);
      thread.start();
    }

    String version() {
      return wire.version();
    }

    /** The answer to a line; canceled if the session is lost before it comes. */
    CompletableFuture<String> ask(String line) {
      CompletableFuture<String> answer = new CompletableFuture<>();
      Integer number = numbers.incrementAndGet();
      inFlight.put(number, answer);
      sending.lock();
      try {
        wire.send(number + " " + line);
      } catch (IOException failure) {
        lose();
      } finally {
        sending.unlock();
      }
      if (lost) {
        answer.cancel(false);
      }
      return answer;
    }

    private void read() {
      try {
        while (!lost) {
          String[] answer = wire.read().split(" ", 2);
          @Nullable CompletableFuture<String> asked = inFlight.remove(Integer.valueOf(answer[0]));
          Objects.requireNonNull(asked, "no one has asked").complete(answer[1]);
        }
      } catch (IOException gone) {
        // whoever waits is told
      } finally {
        lose();
      }
    }

    private void lose() {
      lost = true;
      try {
        wire.close();
      } catch (IOException gone) {
        // closed either way
      }
      inFlight.values().forEach(answer -> answer.cancel(false));
    }
  }
}
