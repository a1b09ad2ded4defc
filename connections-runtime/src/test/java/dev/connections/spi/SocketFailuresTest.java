package dev.connections.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connections.Outcome;
import dev.connections.Phase;
import dev.connections.spi.FailureClassification.Kind;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SocketFailuresTest {

  static Stream<Arguments> meanings() {
    return Stream.of(
        Arguments.of(
            new UnknownHostException("nowhere"), Kind.TRANSIENT, Phase.RESOLVE, Outcome.NOT_SENT),
        Arguments.of(
            new ConnectException("refused"), Kind.TRANSIENT, Phase.CONNECT, Outcome.NOT_SENT),
        Arguments.of(
            new SSLHandshakeException("bad"), Kind.PERMANENT, Phase.CONNECT, Outcome.NOT_SENT),
        Arguments.of(
            new SocketTimeoutException("slow"), Kind.TIMEOUT, Phase.AWAIT, Outcome.UNKNOWN),
        Arguments.of(
            new InterruptedIOException("timeout"), Kind.TIMEOUT, Phase.AWAIT, Outcome.UNKNOWN),
        Arguments.of(
            new ClosedByInterruptException(), Kind.INTERRUPTED, Phase.AWAIT, Outcome.UNKNOWN),
        Arguments.of(new SocketException("reset"), Kind.TRANSIENT, Phase.AWAIT, Outcome.UNKNOWN),
        Arguments.of(new EOFException(), Kind.TRANSIENT, Phase.AWAIT, Outcome.UNKNOWN),
        Arguments.of(
            new UncheckedIOException(new EOFException()),
            Kind.TRANSIENT,
            Phase.AWAIT,
            Outcome.UNKNOWN));
  }

  @ParameterizedTest
  @MethodSource("meanings")
  void eachExceptionOfASocketHasItsMeaning(
      Exception failure, Kind kind, Phase phase, Outcome outcome) {
    FailureClassification meaning =
        Objects.requireNonNull(SocketFailures.INSTANCE.classify(failure, Phase.AWAIT));

    assertThat(meaning.kind()).isEqualTo(kind);
    assertThat(meaning.phase()).isEqualTo(phase);
    assertThat(meaning.outcome()).isEqualTo(outcome);
    assertThat(meaning.connectionLost()).isTrue();
  }

  @Test
  void whatIsLostBeforeAnythingWasSentWasNotSent() {
    FailureClassification meaning =
        Objects.requireNonNull(
            SocketFailures.INSTANCE.classify(new SocketTimeoutException(), Phase.CONNECT));
    assertThat(meaning.outcome()).isEqualTo(Outcome.NOT_SENT);
  }

  @Test
  void filesAndBugsAreTheApplicationsOwn() {
    for (Exception own :
        new Exception[] {
          new FileNotFoundException("a"),
          new NoSuchFileException("b"),
          new IllegalStateException("c"),
          new Exception("d"),
          new UncheckedIOException(new FileNotFoundException("e"))
        }) {
      assertThat(SocketFailures.INSTANCE.classify(own, Phase.AWAIT)).isNull();
    }
    assertThat(SocketFailures.INSTANCE.classify(new IOException("x"), Phase.AWAIT)).isNotNull();
  }

  @Test
  void poolSettingsThatContradictEachOtherSayHow() {
    assertThatThrownBy(
            () -> new LeasePoolSettings(5, 6, Duration.ofMinutes(1), Duration.ofMinutes(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("minIdle must be 0 to maxSize (5), but was 6: lower minIdle or raise maxSize");
    assertThatThrownBy(
            () -> new LeasePoolSettings(0, 0, Duration.ofMinutes(1), Duration.ofMinutes(1)))
        .hasMessageContaining("maxSize must be 1 to 1000, but was 0");
    assertThatThrownBy(() -> new LeasePoolSettings(1, 0, Duration.ZERO, Duration.ofMinutes(1)))
        .hasMessageContaining("maxIdle must be positive");
  }
}
