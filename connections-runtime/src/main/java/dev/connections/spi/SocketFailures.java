package dev.connections.spi;

import static dev.connections.spi.FailureClassification.failure;

import dev.connections.failure.Phase;
import dev.connections.spi.FailureClassification.Kind;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLKeyException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/**
 * What the exceptions of sockets mean. Only what is known to come from a socket is classified: by
 * its class, by a cause that does, or, for a plain {@link IOException}, by the stack. Files, pipes,
 * archives, encodings and what client libraries throw for reasons of their own are not.
 *
 * <p>A classifier of a protocol handles its own exceptions first and leaves the rest to this one. A
 * protocol that finds its stream at an end throws an {@link EOFException}, or classifies its own
 * exception with {@link FailureClassification#lost}. Thread-safe.
 */
public final class SocketFailures implements FailureClassifier {

  /** The only instance. */
  public static final SocketFailures INSTANCE = new SocketFailures();

  private SocketFailures() {}

  @Override
  public @Nullable FailureClassification classify(Throwable failure, Phase phase) {
    if (failure instanceof UnresolvedAddressException) {
      return unresolved("the address has no host that is known");
    }
    if (!isOfInputOrOutput(failure)) {
      return null;
    }
    CauseChain chain = CauseChain.of(failure);
    if (chain.isInterrupt()) {
      return failure(Kind.INTERRUPTED)
          .during(phase)
          .connectionLost()
          .because("The thread was interrupted");
    }
    for (Throwable link : chain.links()) {
      FailureClassification opening = opening(link, chain);
      if (opening != null) {
        return opening;
      }
    }
    return inFlight(chain, phase);
  }

  private static boolean isOfInputOrOutput(Throwable failure) {
    return failure instanceof IOException
        || failure instanceof UncheckedIOException
        || ((failure instanceof ExecutionException || failure instanceof CompletionException)
            && failure.getCause() instanceof IOException);
  }

  /** What is thrown only while a connection is opened; null if it is something else. */
  private static @Nullable FailureClassification opening(Throwable failure, CauseChain chain) {
    if (failure instanceof UnknownHostException) {
      return unresolved(told(failure));
    }
    if (failure instanceof BindException || isShortage(failure)) {
      return failure(Kind.TRANSIENT)
          .during(Phase.CONNECT)
          .notSent()
          .connectionLost()
          .nextStep(
              "Check the limits of open files and of local ports, and what keeps sockets open")
          .because("This machine could not open a socket: " + told(failure));
    }
    if (failure instanceof ConnectException || failure instanceof NoRouteToHostException) {
      return neverSent(
          Kind.TRANSIENT,
          "Could not connect: " + withReason(failure, chain),
          "Check that the server runs and that host and port are right");
    }
    if (isConnectTimeout(failure)) {
      return neverSent(
          Kind.TIMEOUT,
          "Timed out connecting: " + told(failure),
          "Check that the server runs, and that no firewall drops what is sent to it");
    }
    return failure instanceof SSLException ? handshake(failure, chain) : null;
  }

  private static @Nullable FailureClassification handshake(Throwable failure, CauseChain chain) {
    if (failure instanceof SSLHandshakeException
        && chain.has(each -> each instanceof EOFException || each instanceof SocketException)) {
      // A server that hangs up in the middle of a handshake may be restarting.
      return neverSent(
          Kind.TRANSIENT,
          "Connection lost during the TLS handshake: " + told(failure),
          "Check that the server runs, and that it speaks TLS on this port");
    }
    boolean rejected =
        failure instanceof SSLHandshakeException
            || failure instanceof SSLPeerUnverifiedException
            || failure instanceof SSLKeyException
            || told(failure).contains("unrecognized SSL message");
    return rejected
        ? neverSent(
            Kind.PERMANENT,
            "TLS handshake failed: " + certificate(chain) + told(failure),
            "Check the server's certificate, its host name and which authorities are trusted")
        : null;
  }

  /** What is thrown while a connection is used; the deepest that tells decides. */
  private static @Nullable FailureClassification inFlight(CauseChain chain, Phase phase) {
    for (int i = chain.links().size() - 1; i >= 0; i--) {
      Throwable link = chain.links().get(i);
      ThrownBy thrower = ThrownBy.of(link);
      if (thrower == ThrownBy.LOCAL) {
        return null;
      }
      if (link instanceof ProtocolException) {
        return violated(link, phase);
      }
      if (link instanceof IOException failure && isOfSocket(failure, thrower)) {
        // A library that is out of time closes the socket, and so has two exceptions to tell.
        return chain.has(SocketFailures::isOutOfTime)
            ? outOfTime(phase)
            : FailureClassification.lost(phase, how(failure));
      }
    }
    return null;
  }

  private static boolean isOfSocket(IOException failure, ThrownBy thrower) {
    return thrower == ThrownBy.SOCKET
        || failure instanceof SocketException
        || failure instanceof EOFException
        || failure instanceof SSLException
        || isOutOfTime(failure);
  }

  private static boolean isOutOfTime(Throwable failure) {
    return failure instanceof InterruptedIOException // an interrupt has been found before
        || failure.getClass().getName().equals("java.net.http.HttpTimeoutException");
  }

  /** What every process of this machine would meet, whatever the server. */
  private static boolean isShortage(Throwable failure) {
    if (!(failure instanceof SocketException)) {
      return false;
    }
    String told = told(failure).toLowerCase(Locale.ROOT);
    return told.contains("too many open files")
        || told.contains("no buffer space")
        || told.contains("cannot assign requested address")
        || told.contains("can't assign requested address");
  }

  private static boolean isConnectTimeout(Throwable failure) {
    return failure.getClass().getName().equals("java.net.http.HttpConnectTimeoutException")
        || (failure instanceof SocketTimeoutException
            && told(failure).toLowerCase(Locale.ROOT).startsWith("connect timed out"));
  }

  private static String how(IOException failure) {
    return failure.getClass() == EOFException.class ? "the server closed it" : told(failure);
  }

  /** Libraries wrap the one thing that one searches for: that the connection was refused. */
  private static String withReason(Throwable failure, CauseChain chain) {
    String told = told(failure);
    String reason = told(chain.links().get(chain.links().size() - 1));
    return told.contains(reason) ? told : reason + ": " + told;
  }

  /** The JDK says of a certificate only until, or from when, it is valid, and that in a cause. */
  private static String certificate(CauseChain chain) {
    if (chain.has(CertificateExpiredException.class::isInstance)) {
      return "the server's certificate has expired: ";
    }
    return chain.has(CertificateNotYetValidException.class::isInstance)
        ? "the server's certificate is not valid yet: "
        : "";
  }

  private static String told(Throwable failure) {
    String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message;
  }

  private static FailureClassification unresolved(String name) {
    return failure(Kind.TRANSIENT)
        .during(Phase.RESOLVE)
        .notSent()
        .endpointFault()
        .connectionLost()
        .nextStep("Check the host name and the name server")
        .because("Unknown host: " + name);
  }

  private static FailureClassification neverSent(Kind kind, String problem, String nextStep) {
    return failure(kind)
        .during(Phase.CONNECT)
        .notSent()
        .endpointFault()
        .connectionLost()
        .nextStep(nextStep)
        .because(problem);
  }

  /** The server has answered, so it is there; but what comes next on this stream means nothing. */
  private static FailureClassification violated(Throwable failure, Phase phase) {
    return failure(Kind.PERMANENT)
        .during(phase)
        .connectionLost()
        .because("Protocol violated by the server: " + told(failure));
  }

  private static FailureClassification outOfTime(Phase phase) {
    return failure(Kind.TIMEOUT)
        .during(phase)
        .endpointFault()
        .connectionLost()
        .because("Timed out: the server did not answer in time");
  }
}
