package dev.connections.internal.lifecycle;

import java.io.EOFException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateExpiredException;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/** What went wrong while a connection was opened or probed, in words that one searches for. */
public final class ProblemText {

  /** Causes beyond this are not looked at: a chain may be a ring. */
  private static final int DEEPEST = 20;

  private static final Pattern TIMED_OUT = Pattern.compile("timed? ?out|did not answer");

  private ProblemText() {}

  /** The failure's class and message, after what its cause says plainly. Not redacted. */
  public static String of(Throwable failure) {
    String message = failure.getMessage();
    String text = failure.getClass().getSimpleName() + (message == null ? "" : ": " + message);
    String plain = plain(failure);
    return plain == null ? text : plain + ": " + text;
  }

  private static @Nullable String plain(Throwable failure) {
    String failed = null;
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
      if (cause instanceof UnknownHostException) {
        String host = cause.getMessage();
        return host == null || cause == failure ? "unknown host" : "unknown host " + host;
      }
      if (cause instanceof CertificateExpiredException) {
        return "certificate expired";
      }
      String said = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
      if (cause instanceof ConnectException && said.contains("refused")) {
        return "connection refused";
      }
      boolean ofNetwork =
          cause instanceof InterruptedIOException || cause instanceof ConnectException;
      if (cause instanceof SocketTimeoutException
          || cause instanceof TimeoutException
          || (ofNetwork && TIMED_OUT.matcher(said).find())) {
        return "timed out";
      }
      if (cause instanceof ConnectException) {
        failed = "connection failed"; // a cause may say why
      } else if (cause instanceof SSLPeerUnverifiedException) {
        failed = "certificate of another host";
      } else if (cause instanceof SSLHandshakeException) {
        failed = "TLS handshake failed"; // a cause may say why
      } else if (cause instanceof CertPathBuilderException) {
        failed = "certificate not trusted";
      } else if (failed == null && (cause instanceof SocketException || isEnd(cause))) {
        failed = "connection lost";
      } else if (failed == null && TIMED_OUT.matcher(said).find()) {
        failed = "timed out";
      }
      cause = cause.getCause();
    }
    return failed;
  }

  /** Client libraries cancel what was in flight on a connection that they have lost. */
  private static boolean isEnd(Throwable cause) {
    return cause instanceof EOFException
        || cause instanceof ClosedChannelException
        || cause instanceof CancellationException;
  }
}
