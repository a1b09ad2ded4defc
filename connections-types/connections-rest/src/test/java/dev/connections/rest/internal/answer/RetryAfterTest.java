package dev.connections.rest.internal.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import okhttp3.Headers;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("situation")
class RetryAfterTest {

  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "0, PT0S",
    "120, PT2M",
    "' 7 ', PT7S",
    "1.5, PT2S",
    "2.0, PT2S",
    "3., PT3S",
    "99999999999999999999, PT8760H"
  })
  void secondsAreSeconds(String value, Duration expected) {
    assertThat(RetryAfter.in(Headers.of("Retry-After", value), NOW)).isEqualTo(expected);
  }

  @Test
  void aDateIsComparedWithTheServersOwnClock() {
    Headers headers =
        Headers.of(
            "Date", "Sat, 21 Nov 2026 13:00:00 GMT",
            "Retry-After", "Sat, 21 Nov 2026 13:00:30 GMT");
    assertThat(RetryAfter.in(headers, NOW)).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void withoutTheServersClockOursHasToDo() {
    Headers headers = Headers.of("Retry-After", "Sat, 21 Nov 2026 12:00:05 GMT");
    assertThat(RetryAfter.in(headers, NOW)).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void aDateInThePastMeansNow() {
    Headers headers = Headers.of("Retry-After", "Sat, 21 Nov 2026 11:00:00 GMT");
    assertThat(RetryAfter.in(headers, NOW)).isEqualTo(Duration.ZERO);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "soon", ".5", "1.5.5", "0,120", "12 s", ""})
  void whatIsNeitherIsIgnored(String value) {
    assertThat(RetryAfter.in(Headers.of("Retry-After", value), NOW)).isNull();
  }

  @Test
  void noHeaderIsNoAnswer() {
    assertThat(RetryAfter.in(Headers.of(), NOW)).isNull();
  }
}
