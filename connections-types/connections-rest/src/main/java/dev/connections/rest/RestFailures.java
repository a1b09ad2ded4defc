package dev.connections.rest;

import dev.connections.ConnectionAuthenticationException;
import dev.connections.ConnectionException;
import dev.connections.Outcome;
import dev.connections.OutcomeUnknownException;
import dev.connections.PermanentConnectionException;
import dev.connections.Phase;
import dev.connections.TransientConnectionException;
import dev.connections.spi.FailureClassification;
import dev.connections.spi.FailureClassification.Kind;
import dev.connections.spi.FailureClassifier;
import dev.connections.spi.SocketFailures;
import java.io.IOException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/** What the failures of HTTP calls mean, and as what users see them. Thread-safe. */
final class RestFailures implements FailureClassifier {

  private static final String CLIENT = "okhttp3.internal.";

  @Override
  public @Nullable FailureClassification classify(Throwable failure, Phase phase) {
    if (failure instanceof AnswerException answer) {
      return answer.classification();
    }
    if (failure instanceof UnusableSecretException secret) {
      return new FailureClassification(
          Kind.AUTHENTICATION,
          Phase.AUTH,
          Outcome.NOT_SENT,
          false,
          false,
          String.valueOf(secret.getMessage()),
          null,
          "Correct the secret; it is read anew for every request",
          null);
    }
    FailureClassification socket = SocketFailures.INSTANCE.classify(failure, phase);
    if (socket == null && isOfClient(failure)) {
      return FailureClassification.lost(phase, String.valueOf(failure.getMessage()));
    }
    return socket == null ? null : corrected(socket, failure, phase);
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
    return new FailureClassification(
        kind,
        where,
        outcome,
        socket.endpointFault(),
        socket.connectionLost(),
        socket.problem(),
        socket.detail(),
        socket.nextStep(),
        socket.retryAfter());
  }

  private static boolean isCertificate(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateException) {
        return true;
      }
    }
    return false;
  }

  @Override
  public ConnectionException refine(ConnectionException made, Throwable failure) {
    HttpAnswer answer = failure instanceof AnswerException thrown ? thrown.answer() : null;
    if (answer == null) {
      return made;
    }
    if (made instanceof TransientConnectionException) {
      return new TransientHttpException(made.diagnosis(), made.getCause(), answer);
    }
    if (made instanceof PermanentConnectionException) {
      return new PermanentHttpException(made.diagnosis(), made.getCause(), answer);
    }
    if (made instanceof ConnectionAuthenticationException) {
      return new AuthenticationHttpException(made.diagnosis(), made.getCause(), answer);
    }
    if (made instanceof OutcomeUnknownException) {
      return new OutcomeUnknownHttpException(made.diagnosis(), made.getCause(), answer);
    }
    return made;
  }
}
