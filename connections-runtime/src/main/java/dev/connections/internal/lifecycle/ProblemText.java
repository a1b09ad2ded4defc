package dev.connections.internal.lifecycle;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What went wrong while a connection was opened or probed, in words that one searches for. */
public final class ProblemText {

  /** Causes beyond this are not looked at: a chain may be a ring. */
  private static final int DEEPEST = 20;

  private ProblemText() {}

  /** The failure's class and message, after what its cause says plainly. Not redacted. */
  public static String of(Throwable failure) {
    String message = failure.getMessage();
    String text = failure.getClass().getSimpleName() + (message == null ? "" : ": " + message);
    String plain = plain(failure);
    return plain == null ? text : plain + ": " + text;
  }

  private static @Nullable String plain(Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
      if (cause instanceof UnknownHostException) {
        return "unknown host";
      }
      if (cause instanceof SocketTimeoutException) {
        return "timed out";
      }
      if (cause instanceof ConnectException) {
        String said = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        return said.contains("refused") ? "connection refused" : "connection failed";
      }
      cause = cause.getCause();
    }
    return null;
  }
}
