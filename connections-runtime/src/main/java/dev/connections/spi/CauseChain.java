package dev.connections.spi;

import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileLockInterruptionException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** An exception and its causes, the outermost first. Libraries wrap what sockets throw. */
record CauseChain(List<Throwable> links) {

  /** Deeper than any library wraps; a cycle of causes ends here too. */
  private static final int LONGEST = 32;

  static CauseChain of(Throwable failure) {
    if (failure.getCause() == null) {
      return new CauseChain(List.of(failure)); // the usual one: a failed call asks
    }
    List<Throwable> links = new ArrayList<>();
    for (Throwable each = failure; each != null && links.size() < LONGEST; each = each.getCause()) {
      links.add(each);
    }
    return new CauseChain(List.copyOf(links));
  }

  /** The outermost that fits; null if none does. */
  @Nullable Throwable first(Predicate<Throwable> fits) {
    for (Throwable link : links) {
      if (fits.test(link)) {
        return link;
      }
    }
    return null;
  }

  boolean has(Predicate<Throwable> fits) {
    return first(fits) != null;
  }

  /**
   * Whether it comes from an interrupt of the thread. The flag alone does not tell: libraries clear
   * it when they wrap the exception.
   */
  boolean isInterrupt() {
    return has(CauseChain::isInterrupt);
  }

  private static boolean isInterrupt(Throwable failure) {
    return failure instanceof InterruptedException
        || failure instanceof ClosedByInterruptException
        || failure instanceof FileLockInterruptionException
        || (failure instanceof InterruptedIOException interrupted
            && !(failure instanceof SocketTimeoutException)
            && (Thread.currentThread().isInterrupted() || !isTimeout(interrupted)));
  }

  /** Libraries throw {@link InterruptedIOException}s for time limits of their own as well. */
  private static boolean isTimeout(InterruptedIOException failure) {
    String told =
        (failure.getClass().getName() + " " + failure.getMessage()).toLowerCase(Locale.ROOT);
    return told.contains("timeout") || told.contains("timed out") || told.contains("deadline");
  }
}
