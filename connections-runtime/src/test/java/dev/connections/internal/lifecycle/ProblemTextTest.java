package dev.connections.internal.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateExpiredException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.junit.jupiter.api.Test;

/** What one searches for at night stands first, wherever in the causes it is said. */
class ProblemTextTest {

  private static Throwable caused(Throwable outer, Throwable cause) {
    outer.initCause(cause);
    return outer;
  }

  @Test
  void aRefusedConnectionSaysSoThoughOnlyTheCauseDoes() {
    Throwable okHttps =
        caused(
            new ConnectException("Failed to connect to localhost/127.0.0.1:80"),
            new ConnectException("Connection refused"));

    assertThat(ProblemText.of(okHttps)).startsWith("connection refused: ConnectException: Failed");
  }

  @Test
  void aConnectionThatFailsForAnotherReasonIsOneThatFailed() {
    assertThat(ProblemText.of(new ConnectException("No route to host")))
        .isEqualTo("connection failed: ConnectException: No route to host");
  }

  @Test
  void whateverTimesOutSaysSo() {
    assertThat(ProblemText.of(new InterruptedIOException("timeout"))).startsWith("timed out: ");
    assertThat(ProblemText.of(new SocketTimeoutException("Read timed out")))
        .startsWith("timed out: ");
    assertThat(ProblemText.of(new SocketTimeoutException())).startsWith("timed out: ");
    assertThat(ProblemText.of(new IOException("Connection attempt timed out.")))
        .startsWith("timed out: ");
    assertThat(ProblemText.of(new IOException("The server did not answer a probe within 1000ms")))
        .startsWith("timed out: ");
    assertThat(ProblemText.of(new ConnectException("Connection timed out")))
        .startsWith("timed out: ");
  }

  @Test
  void aFutureThatTheClientLibraryEndsSaysWhatItMeans() {
    assertThat(ProblemText.of(new ExecutionException(new TimeoutException())))
        .startsWith("timed out: ExecutionException");
    assertThat(ProblemText.of(new CancellationException()))
        .isEqualTo("connection lost: CancellationException");
  }

  @Test
  void anExpiredCertificateSaysSo() {
    Throwable handshake =
        caused(
            new SSLHandshakeException("PKIX path validation failed"),
            new CertificateExpiredException("NotAfter: Sat Nov 28"));

    assertThat(ProblemText.of(handshake)).startsWith("certificate expired: SSLHandshakeException");
  }

  @Test
  void aCertificateThatIsNotTrustedSaysSo() {
    Throwable handshake =
        caused(
            new SSLHandshakeException("PKIX path building failed"),
            new CertPathBuilderException("unable to find valid certification path"));

    assertThat(ProblemText.of(handshake))
        .startsWith("certificate not trusted: SSLHandshakeException");
    assertThat(ProblemText.of(new SSLPeerUnverifiedException("Hostname db not verified")))
        .startsWith("certificate of another host: ");
    assertThat(ProblemText.of(new SSLHandshakeException("No appropriate protocol")))
        .startsWith("TLS handshake failed: ");
  }

  @Test
  void anUnknownHostSaysSo() {
    assertThat(ProblemText.of(caused(new IOException("failed"), new UnknownHostException("db"))))
        .isEqualTo("unknown host db: IOException: failed");
  }

  /** "The connection attempt failed." is all that pgjdbc says of a server that hangs up. */
  @Test
  void aServerThatHangsUpHasLostTheConnection() {
    assertThat(ProblemText.of(caused(new IOException("attempt failed"), new EOFException())))
        .isEqualTo("connection lost: IOException: attempt failed");
    assertThat(ProblemText.of(new SocketException("Connection reset")))
        .isEqualTo("connection lost: SocketException: Connection reset");
  }

  @Test
  void whatNobodySearchesForIsItsClassAndMessage() {
    assertThat(ProblemText.of(new IOException("reset"))).isEqualTo("IOException: reset");
  }
}
