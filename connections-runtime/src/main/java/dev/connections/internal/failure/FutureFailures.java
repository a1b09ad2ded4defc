package dev.connections.internal.failure;

import dev.connections.failure.Phase;
import dev.connections.spi.FailureClassification;
import dev.connections.spi.FailureClassification.Kind;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * What the exceptions of futures mean where the type's classifier does not know. Client libraries
 * cancel what is in flight when they lose a connection or shut down, and limit how long they wait:
 * neither says that the exchange was not done.
 */
public final class FutureFailures {

  /** The packages of futures are named so: those of Java, Netty, Guava, and their shaded copies. */
  private static final String FUTURES = "util.concurrent.";

  private FutureFailures() {}

  /** What it means where only the client library can have canceled; null if it is no such thing. */
  public static @Nullable FailureClassification ofClient(Throwable failure, Phase phase) {
    Throwable told = unwrapped(failure);
    if (told instanceof TimeoutException) {
      return FailureClassification.failure(Kind.TIMEOUT)
          .during(phase)
          .endpointFault()
          .connectionLost()
          .because("Timed out: the client library did not wait any longer" + message(told));
    }
    return told instanceof CancellationException
        ? FailureClassification.lost(phase, "the client library canceled it" + message(told))
        : null;
  }

  /**
   * The same for work that may be code of the application: a cancellation that this code has thrown
   * itself is its own. Only one that a future made is the client library's.
   */
  public static @Nullable FailureClassification ofWork(Throwable failure, Phase phase) {
    return unwrapped(failure) instanceof CancellationException canceled && !isOfFuture(canceled)
        ? null
        : ofClient(failure, phase);
  }

  private static boolean isOfFuture(CancellationException canceled) {
    StackTraceElement[] frames = canceled.getStackTrace();
    return frames.length > 0 && frames[0].getClassName().contains(FUTURES);
  }

  private static Throwable unwrapped(Throwable failure) {
    Throwable told = failure;
    while ((told instanceof CompletionException || told instanceof ExecutionException)
        && told.getCause() != null) {
      told = told.getCause();
    }
    return told;
  }

  private static String message(Throwable told) {
    String message = told.getMessage();
    return message == null ? "" : ": " + message;
  }
}
