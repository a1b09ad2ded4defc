package dev.connections.spi;

import dev.connections.Outcome;
import dev.connections.Phase;
import dev.connections.spi.FailureClassification.Kind;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.FileSystemException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/**
 * What the {@link IOException}s of sockets mean. Those of files are the application's own, and
 * therefore not classified. A classifier of a protocol handles its own exceptions first and leaves
 * the rest to this one. Thread-safe.
 */
public final class SocketFailures implements FailureClassifier {

  /** The only instance. */
  public static final SocketFailures INSTANCE = new SocketFailures();

  private SocketFailures() {}

  @Override
  public @Nullable FailureClassification classify(Throwable failure, Phase phase) {
    if (failure instanceof UncheckedIOException
        && failure.getCause() instanceof IOException cause) {
      return classify(cause, phase);
    }
    if (!(failure instanceof IOException)
        || failure instanceof FileNotFoundException
        || failure instanceof FileSystemException) {
      return null;
    }
    if (failure instanceof UnknownHostException) {
      return neverSent(
          Kind.TRANSIENT,
          Phase.RESOLVE,
          "The host name could not be resolved: " + failure.getMessage(),
          "Check the host name and the name server");
    }
    if (failure instanceof ConnectException || failure instanceof NoRouteToHostException) {
      return neverSent(
          Kind.TRANSIENT,
          Phase.CONNECT,
          "Could not connect: " + failure.getMessage(),
          "Check that the server runs and that host and port are right");
    }
    if (failure instanceof SSLHandshakeException || failure instanceof SSLPeerUnverifiedException) {
      return neverSent(
          Kind.PERMANENT,
          Phase.CONNECT,
          "No encrypted connection could be agreed on: " + failure.getMessage(),
          "Check the server's certificate, its host name and which authorities are trusted");
    }
    if (failure instanceof ClosedByInterruptException) {
      return lost(Kind.INTERRUPTED, phase, "The thread was interrupted", false);
    }
    if (failure instanceof SocketTimeoutException) {
      return lost(Kind.TIMEOUT, phase, "The server did not answer in time", true);
    }
    if (failure instanceof InterruptedIOException) {
      return Thread.currentThread().isInterrupted()
          ? lost(Kind.INTERRUPTED, phase, "The thread was interrupted", false)
          : lost(Kind.TIMEOUT, phase, "The server did not answer in time", true);
    }
    String how =
        failure instanceof EOFException
            ? "the server closed it"
            : String.valueOf(failure.getMessage());
    return lost(Kind.TRANSIENT, phase, "The connection was lost: " + how, true);
  }

  private static FailureClassification neverSent(
      Kind kind, Phase phase, String problem, String nextStep) {
    return new FailureClassification(
        kind, phase, Outcome.NOT_SENT, true, true, problem, null, nextStep, null);
  }

  /** The answer may still be on its way, so the physical connection must not be used again. */
  private static FailureClassification lost(
      Kind kind, Phase phase, String problem, boolean endpointFault) {
    Outcome outcome = phase.isBeforeSend() ? Outcome.NOT_SENT : Outcome.UNKNOWN;
    return new FailureClassification(
        kind, phase, outcome, endpointFault, true, problem, null, null, null);
  }
}
