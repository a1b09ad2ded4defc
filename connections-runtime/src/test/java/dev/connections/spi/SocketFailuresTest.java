package dev.connections.spi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.failure.Outcome;
import dev.connections.failure.Phase;
import dev.connections.spi.FailureClassification.Kind;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.MalformedURLException;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URL;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipFile;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** R11 of the faults of 2026-11-28: only what is known to come from a socket is judged as one. */
class SocketFailuresTest {

  @TempDir Path folder;

  private static String problem(Throwable failure) {
    return Objects.requireNonNull(SocketFailures.INSTANCE.classify(failure, Phase.CONNECT))
        .problem();
  }

  /** Libraries wrap it: what one searches for is then in a cause that messages do not show. */
  @Test
  void aRefusedConnectionAndACertificateThatIsOutOfDateAreSaidInTheseWords() throws Exception {
    ConnectException wrapped = new ConnectException("Failed to connect to db/10.0.0.1:443");
    wrapped.initCause(RealFailures.refusedConnect());
    assertThat(problem(wrapped)).contains("Connection refused", "db/10.0.0.1:443");
    assertThat(problem(RealFailures.refusedConnect())).containsOnlyOnce("Connection refused");

    SSLHandshakeException expired = new SSLHandshakeException("PKIX path validation failed");
    expired.initCause(new CertificateExpiredException("NotAfter: Sat Nov 28"));
    assertThat(problem(expired)).contains("certificate has expired", "PKIX path validation failed");

    SSLHandshakeException early = new SSLHandshakeException("PKIX path validation failed");
    early.initCause(new CertificateNotYetValidException("NotBefore: Sat Dec 5"));
    assertThat(problem(early)).contains("certificate is not valid yet");
  }

  static Stream<Arguments> ofOpening() throws Exception {
    return Stream.of(
        of(new UnknownHostException("nowhere"), Kind.TRANSIENT, Phase.RESOLVE, true),
        of(
            RealFailures.of(
                () -> SocketChannel.open(InetSocketAddress.createUnresolved("nowhere", 1))),
            Kind.TRANSIENT,
            Phase.RESOLVE,
            true),
        of(RealFailures.refusedConnect(), Kind.TRANSIENT, Phase.CONNECT, true),
        of(new NoRouteToHostException("No route to host"), Kind.TRANSIENT, Phase.CONNECT, true),
        of(new SocketTimeoutException("Connect timed out"), Kind.TIMEOUT, Phase.CONNECT, true),
        of(
            new IOException("session", RealFailures.refusedConnect()),
            Kind.TRANSIENT,
            Phase.CONNECT,
            true),
        of(
            new ExecutionException(RealFailures.refusedConnect()),
            Kind.TRANSIENT,
            Phase.CONNECT,
            true),
        of(new SSLHandshakeException("bad"), Kind.PERMANENT, Phase.CONNECT, true),
        of(RealFailures.plainServerAskedForEncryption(), Kind.PERMANENT, Phase.CONNECT, true),
        of(RealFailures.endOfStreamInAHandshake(), Kind.TRANSIENT, Phase.CONNECT, true),
        of(RealFailures.portInUse(), Kind.TRANSIENT, Phase.CONNECT, false),
        of(new SocketException("Too many open files"), Kind.TRANSIENT, Phase.CONNECT, false),
        of(
            new NoRouteToHostException("Cannot assign requested address"),
            Kind.TRANSIENT,
            Phase.CONNECT,
            false));
  }

  private static Arguments of(Throwable failure, Kind kind, Phase phase, boolean endpointFault) {
    return Arguments.of(failure, kind, phase, endpointFault);
  }

  @ParameterizedTest
  @MethodSource("ofOpening")
  void whatEndsTheOpeningOfASocketHasSentNothing(
      Exception failure, Kind kind, Phase phase, boolean endpointFault) {
    FailureClassification meaning = meaning(failure, Phase.SEND);

    assertThat(meaning.kind()).isEqualTo(kind);
    assertThat(meaning.phase()).isEqualTo(phase);
    assertThat(meaning.outcome()).isEqualTo(Outcome.NOT_SENT);
    assertThat(meaning.endpointFault()).isEqualTo(endpointFault);
    assertThat(meaning.problem()).doesNotContain("null");
    assertThat(meaning.nextStep()).isNotNull();
  }

  static Stream<Arguments> ofUse() throws Exception {
    return Stream.of(
        of(RealFailures.resetWhileReading(), Kind.TRANSIENT, Phase.RECEIVE, true),
        of(RealFailures.resetWhileAChannelWrites(), Kind.TRANSIENT, Phase.RECEIVE, true),
        of(RealFailures.endOfStream(), Kind.TRANSIENT, Phase.RECEIVE, true),
        of(new EOFException(), Kind.TRANSIENT, Phase.RECEIVE, true),
        of(new UncheckedIOException(new EOFException()), Kind.TRANSIENT, Phase.RECEIVE, true),
        of(new SSLException("Tag mismatch!"), Kind.TRANSIENT, Phase.RECEIVE, true),
        of(new PortUnreachableException(), Kind.TRANSIENT, Phase.RECEIVE, true),
        of(RealFailures.readTimeout(), Kind.TIMEOUT, Phase.RECEIVE, true),
        of(
            new SocketTimeoutException("timeout").initCause(new SocketException("Socket closed")),
            Kind.TIMEOUT,
            Phase.RECEIVE,
            true),
        of(RealFailures.timeLimitOfALibrary(), Kind.TIMEOUT, Phase.RECEIVE, true),
        of(new ProtocolException("204 with a body"), Kind.PERMANENT, Phase.RECEIVE, false),
        of(RealFailures.interruptedChannel(), Kind.INTERRUPTED, Phase.RECEIVE, false),
        of(RealFailures.interruptedPipe(), Kind.INTERRUPTED, Phase.RECEIVE, false),
        of(RealFailures.interruptedInALibrary(), Kind.INTERRUPTED, Phase.RECEIVE, false),
        of(
            new UncheckedIOException((IOException) RealFailures.interruptedInALibrary()),
            Kind.INTERRUPTED,
            Phase.RECEIVE,
            false));
  }

  @ParameterizedTest
  @MethodSource("ofUse")
  void whatEndsTheUseOfASocketLeavesTheOutcomeUnknown(
      Exception failure, Kind kind, Phase phase, boolean endpointFault) {
    FailureClassification meaning = meaning(failure, Phase.RECEIVE);

    assertThat(meaning.kind()).isEqualTo(kind);
    assertThat(meaning.phase()).isEqualTo(phase);
    assertThat(meaning.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(meaning.endpointFault()).isEqualTo(endpointFault);
    assertThat(meaning.connectionLost()).isTrue();
    assertThat(meaning.problem()).doesNotContain("null");
    assertThat(meaning(failure, Phase.CONNECT).outcome()).isEqualTo(Outcome.NOT_SENT);
  }

  @Test
  void filesPipesArchivesProcessesAndEncodingsAreTheApplicationsOwn() throws Exception {
    Path empty = Files.createFile(folder.resolve("empty"));
    byte[] truncated = {31, (byte) 139, 8, 0, 0};
    FileChannel closed = FileChannel.open(empty);
    closed.close();
    for (Exception own :
        new Exception[] {
          RealFailures.of(() -> Files.readString(folder.resolve("missing"))),
          RealFailures.of(() -> Files.newInputStream(folder).read()), // "Is a directory"
          RealFailures.of(() -> new RandomAccessFile(empty.toFile(), "r").readInt()),
          RealFailures.of(() -> closed.read(ByteBuffer.allocate(1))),
          RealFailures.of(() -> new PipedInputStream().read()),
          RealFailures.of(() -> new ProcessBuilder(folder + "/missing").start()),
          RealFailures.of(() -> new ZipFile(empty.toFile())),
          RealFailures.of(() -> new GZIPInputStream(new ByteArrayInputStream(truncated))),
          RealFailures.of(() -> new URL("no-such-protocol://x")),
          RealFailures.of(
              () -> StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(new byte[] {-1}))),
          new FileNotFoundException("a"),
          new MalformedURLException("b"),
          new IllegalStateException("c"),
          new Exception("d"),
          new RuntimeException(new EOFException()),
          new UncheckedIOException(new FileNotFoundException("e")),
        }) {
      assertThat(SocketFailures.INSTANCE.classify(own, Phase.RECEIVE)).as(own.toString()).isNull();
    }
  }

  @Test
  void aFullDiskIsNoLostConnection() {
    Path full = Path.of("/dev/full");
    Assumptions.assumeTrue(Files.isWritable(full), "this system has no /dev/full");
    Exception plain = RealFailures.of(() -> Files.write(full, new byte[10]));

    assertThat(plain).hasMessage("No space left on device");
    assertThat(SocketFailures.INSTANCE.classify(plain, Phase.RECEIVE)).isNull();
    assertThat(SocketFailures.INSTANCE.classify(new IOException("download", plain), Phase.RECEIVE))
        .isNull();
  }

  /** As SshException of Apache MINA: an exception of a library that says nothing of a socket. */
  @Test
  void whatALibraryThrowsForReasonsOfItsOwnIsNotJudged() {
    class SshException extends IOException {
      private static final long serialVersionUID = 1L;

      SshException(String message, Throwable cause) {
        super(message, cause);
      }
    }
    IOException denied =
        new SshException("No more authentication methods", new IOException("denied"));
    assertThat(SocketFailures.INSTANCE.classify(denied, Phase.RECEIVE)).isNull();

    IOException lost = new SshException("disconnected", new SocketException("Connection reset"));
    assertThat(meaning(lost, Phase.RECEIVE).problem())
        .isEqualTo("Connection lost: Connection reset");
  }

  @Test
  void aCycleOfCausesEnds() {
    IOException outer = new IOException("outer");
    IOException inner = new IOException("inner", outer);
    outer.initCause(inner);
    assertThat(SocketFailures.INSTANCE.classify(outer, Phase.RECEIVE)).isNull();
  }

  @Test
  void aStreamOfASocketThatEndsIsTheServersDoing() throws Exception {
    assertThat(meaning(RealFailures.endOfStream(), Phase.RECEIVE).problem())
        .isEqualTo("Connection lost: the server closed it");
  }

  private static FailureClassification meaning(Exception failure, Phase phase) {
    return Objects.requireNonNull(
        SocketFailures.INSTANCE.classify(failure, phase), failure::toString);
  }
}
