package dev.connections.provider;

import dev.connections.Deadline;
import dev.connections.TimeSource;
import dev.connections.failure.ConnectionException;
import dev.connections.failure.Diagnosis;
import dev.connections.spi.Redactor;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A connection being opened at start, once it is its turn. */
final class EagerOpening {

  /** What a client library may take beyond the connect timeout it was given, to notice it. */
  private static final Duration GRACE = Duration.ofSeconds(1);

  private final NamedConnection connection;
  private final Redactor redactor;
  private final TimeSource time;
  private final CompletableFuture<Deadline> turn = new CompletableFuture<>();
  private final CompletableFuture<@Nullable StartFailure> ending = new CompletableFuture<>();

  private EagerOpening(NamedConnection connection, ProviderScope scope) {
    this.connection = connection;
    this.redactor = scope.redactor();
    this.time = scope.time();
  }

  /**
   * Opens a connection.
   *
   * @param turns runs it, later if others are to be opened before
   */
  static EagerOpening begin(NamedConnection connection, ProviderScope scope, Executor turns) {
    EagerOpening opening = new EagerOpening(connection, scope);
    opening.ending.completeAsync(opening::connect, turns);
    return opening;
  }

  NamedConnection connection() {
    return connection;
  }

  /** Waits for its turn, and then no longer than its connect timeout; null if it is open. */
  @Nullable StartFailure await() throws InterruptedException {
    try {
      return ending.get(turn.get().remainingNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException late) {
      Duration limit = connection.plan().settings().timeouts().connect();
      return failure(
          "deadline-exceeded",
          "has not answered, although its connect timeout is " + limit.toMillis() + " ms",
          null);
    } catch (ExecutionException impossible) {
      throw new AssertionError("openings are completed with a failure or null only", impossible);
    }
  }

  /** Tells of a failure when there is one, on the thread that opens. */
  @SuppressWarnings("FutureReturnValueIgnored") // the listener is the last who hears of it
  void whenFailed(Consumer<StartFailure> listener) {
    ending.thenAccept(
        failure -> {
          if (failure != null) {
            listener.accept(failure);
          }
        });
  }

  private @Nullable StartFailure connect() {
    Duration limit = connection.plan().settings().timeouts().connect().plus(GRACE);
    turn.complete(Deadline.after(limit, time));
    try {
      connection.handle().connect();
      return null;
    } catch (ConnectionException failure) {
      Diagnosis diagnosis = failure.diagnosis();
      String detail = diagnosis.detail() == null ? "" : " (" + diagnosis.detail() + ")";
      return failure(failure.code(), diagnosis.problem() + detail, failure);
    } catch (Throwable failure) { // a missing driver class must be in the table as well
      return failure("unexpected", redactor.redact(failure.toString()), redactor.redact(failure));
    }
  }

  private StartFailure failure(String code, String problem, @Nullable Throwable exception) {
    Deadline deadline = turn.join(); // it has failed, so it was its turn
    Duration took = deadline.length().minus(deadline.remaining());
    return new StartFailure(
        connection.name(), connection.plan().settings().type(), took, code, problem, exception);
  }
}
