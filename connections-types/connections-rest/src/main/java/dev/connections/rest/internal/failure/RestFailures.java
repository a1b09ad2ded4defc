package dev.connections.rest.internal.failure;

import static dev.connections.spi.FailureClassification.failure;

import dev.connections.failure.Outcome;
import dev.connections.failure.Phase;
import dev.connections.spi.FailureClassification;
import dev.connections.spi.FailureClassification.Kind;
import dev.connections.spi.FailureClassifier;
import dev.connections.spi.SocketFailures;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ProtocolException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/** What the failures of HTTP calls mean. Thread-safe. */
public final class RestFailures implements FailureClassifier {

  public static final RestFailures INSTANCE = new RestFailures();

  /** What to do about a proxy that wants a password. */
  public static final String PROXY_HINT =
      "Correct username and password of http.proxy; without that setting, give them to the JVM"
          + " (java.net.Authenticator.setDefault); or exempt the server from the proxy"
          + " (http.proxy.noProxy, system property http.nonProxyHosts)";

  private static final String CLIENT = "okhttp3.internal.";

  private RestFailures() {}

  @Override
  public @Nullable FailureClassification classify(Throwable failure, Phase phase) {
    if (failure instanceof AnswerException answer) {
      return answer.classification();
    }
    if (failure instanceof UnsendableBodyException body) {
      return body.classification();
    }
    if (failure instanceof UnusableSecretException secret) {
      return failure(Kind.AUTHENTICATION)
          .during(Phase.AUTH)
          .notSent()
          .nextStep("Correct the secret; it is read again for every request")
          .because(String.valueOf(secret.getMessage()));
    }
    if (failure instanceof NoTokenException without) {
      return without.meaning();
    }
    if (failure instanceof SigningFailedException unsigned) {
      return failure(
              unsigned.getCause() instanceof InterruptedException
                  ? Kind.INTERRUPTED
                  : Kind.PERMANENT)
          .during(Phase.AUTH)
          .notSent()
          .nextStep("See the cause: it comes from the RequestSigner")
          .because(String.valueOf(unsigned.getMessage()));
    }
    if (failure instanceof RequestFailedException failed) {
      FailureClassification meaning = classify(failed.failure(), phase);
      return meaning == null
          ? null
          : meaning.but().because(meaning.problem() + "; request: " + failed.getMessage());
    }
    FailureClassification known = ofClient(failure, phase);
    if (known != null) {
      return known;
    }
    FailureClassification socket = SocketFailures.INSTANCE.classify(failure, phase);
    if (socket == null && isOfClient(failure)) {
      return FailureClassification.lost(phase, oneLine(String.valueOf(failure.getMessage())));
    }
    return socket == null ? null : corrected(socket, failure, phase);
  }

  /** OkHttp writes of a certificate in several lines, and shows what a server sent as it is. */
  private static String oneLine(String text) {
    return text.strip()
        .replaceAll(":\\s*\\n\\s*", ": ")
        .replaceAll("\\s*\\n\\s*", ", ")
        .replaceAll("\\p{Cntrl}", "?");
  }

  /** Whoever sees the failure sees what OkHttp threw as its cause. */
  @Override
  public Throwable shown(Throwable failure) {
    return failure instanceof RequestFailedException failed ? failed.failure() : failure;
  }

  /** What OkHttp says in classes and texts of its own; the tests know its version. */
  private static @Nullable FailureClassification ofClient(Throwable failure, Phase phase) {
    String told = String.valueOf(failure.getMessage());
    if (failure instanceof ProtocolException && told.startsWith("Too many follow-up requests")) {
      return failure(Kind.PERMANENT)
          .during(phase)
          .outcome(Outcome.UNKNOWN) // one may have been a 303, which says that it was done
          .detail(told)
          .nextStep("Correct the redirects of the server, or url")
          .because(
              "The server redirects in a loop: 20 redirects were followed and none led to an"
                  + " answer");
    }
    if (failure instanceof SSLException && told.contains("unrecognized SSL message")) {
      return failure(Kind.PERMANENT)
          .during(phase.isBeforeSend() ? Phase.CONNECT : phase)
          .outcome(phase.isBeforeSend() ? Outcome.NOT_SENT : Outcome.UNKNOWN)
          .endpointFault()
          .connectionLost()
          .nextStep("Begin url with http://, or name the port on which the server speaks TLS")
          .because("The server does not speak TLS on this port, but url begins with https://");
    }
    if (isTlsAlert(failure)) {
      return failure(Kind.PERMANENT)
          .during(phase)
          .notApplied()
          .connectionLost()
          .nextStep("Begin url with https://, or name the port on which the server takes http")
          .because("The server speaks TLS on this port, but url begins with http://");
    }
    if (failure instanceof ProtocolException && told.equals("unexpected end of stream")) {
      return FailureClassification.lost(phase, "the server closed it before the end of its answer");
    }
    if (failure instanceof ProtocolException && phase == Phase.CONNECT && told.contains("407")) {
      return proxy("Proxy authentication required (407): the proxy demands a user and a password");
    }
    if (failure instanceof IOException && told.startsWith("Failed to authenticate with proxy")) {
      return proxy(
          "Proxy authentication required (407): the proxy did not accept the user and password");
    }
    if (failure.getClass() == InterruptedIOException.class && told.equals("timeout")) {
      // The limit of the call. The cause is only the socket that OkHttp has closed because of it.
      return failure(Kind.TIMEOUT)
          .during(phase)
          .endpointFault()
          .connectionLost()
          .because("The server did not answer in time");
    }
    if (told.equals("stream was reset: REFUSED_STREAM")
        || failure.getClass().getName().equals(CLIENT + "http2.ConnectionShutdownException")) {
      // RFC 9113, section 8.7: the server has done nothing with the request.
      return failure(Kind.TRANSIENT)
          .during(phase)
          .notSent()
          .connectionLost()
          .detail(told)
          .because(
              "The server did not take the request: it ended the HTTP/2 connection, or rejected the"
                  + " stream");
    }
    return null;
  }

  private static FailureClassification proxy(String problem) {
    return failure(Kind.PERMANENT)
        .during(Phase.CONNECT)
        .notSent()
        .nextStep(PROXY_HINT)
        .because(problem);
  }

  /**
   * OkHttp's exchanges throw IOExceptions of their own, some without a cause: resets of streams.
   */
  private static boolean isOfClient(Throwable failure) {
    StackTraceElement[] stack = failure.getStackTrace();
    return failure instanceof IOException
        && (failure.getClass().getName().startsWith(CLIENT)
            || (stack.length > 0 && stack[0].getClassName().startsWith(CLIENT)));
  }

  private static FailureClassification corrected(
      FailureClassification socket, Throwable failure, Phase phase) {
    // A server that hangs up in the middle of a handshake may be restarting.
    boolean hungUp = failure instanceof SSLHandshakeException && !isCertificate(failure);
    Kind kind = hungUp ? Kind.TRANSIENT : socket.kind();
    // A redirect or a second try may fail to connect after the first one was sent.
    boolean sent = !phase.isBeforeSend();
    Phase where = sent || failure instanceof SSLHandshakeException ? phase : socket.phase();
    Outcome outcome =
        sent && socket.outcome() == Outcome.NOT_SENT ? Outcome.UNKNOWN : socket.outcome();
    return socket
        .but()
        .kind(kind)
        .during(where)
        .outcome(outcome)
        .because(oneLine(socket.problem()));
  }

  /**
   * Whether a server that expects TLS has answered with the only thing that it says without: an
   * alert, which begins with 15 03. OkHttp takes it for a status line, or for part of one.
   */
  private static boolean isTlsAlert(Throwable failure) {
    Throwable cause = failure.getCause();
    return (failure instanceof ProtocolException
            && String.valueOf(failure.getMessage())
                .startsWith("Unexpected status line: \u0015\u0003"))
        || (cause instanceof EOFException
            && String.valueOf(cause.getMessage()).contains(" content=1503"));
  }

  private static boolean isCertificate(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateException) {
        return true;
      }
    }
    return false;
  }
}
