package dev.connections.rest.internal.failure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.failure.Outcome;
import dev.connections.spi.FailureClassification.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusMeaningTest {

  @ParameterizedTest
  @CsvSource({
    "300, PERMANENT,      NOT_APPLIED, false",
    "303, PERMANENT,      UNKNOWN,     false",
    "307, PERMANENT,      NOT_APPLIED, false",
    "400, PERMANENT,      NOT_APPLIED, false",
    "401, AUTHENTICATION, NOT_APPLIED, false",
    "403, AUTHENTICATION, NOT_APPLIED, false",
    "404, PERMANENT,      NOT_APPLIED, false",
    "408, TRANSIENT,      NOT_APPLIED, false",
    "409, PERMANENT,      NOT_APPLIED, false",
    "418, PERMANENT,      NOT_APPLIED, false",
    "422, PERMANENT,      NOT_APPLIED, false",
    "425, TRANSIENT,      NOT_APPLIED, false",
    "429, TRANSIENT,      NOT_APPLIED, false",
    "499, PERMANENT,      NOT_APPLIED, false",
    "500, TRANSIENT,      UNKNOWN,     true",
    "501, PERMANENT,      NOT_APPLIED, false",
    "502, TRANSIENT,      UNKNOWN,     true",
    "503, TRANSIENT,      UNKNOWN,     true",
    "504, TRANSIENT,      UNKNOWN,     true",
    "505, PERMANENT,      NOT_APPLIED, false",
    "511, PERMANENT,      NOT_APPLIED, false",
    "520, TRANSIENT,      UNKNOWN,     true",
  })
  void everyStatusHasItsMeaning(int status, Kind kind, Outcome outcome, boolean endpointFault) {
    assertThat(StatusMeaning.of(status, false))
        .isEqualTo(new StatusMeaning(kind, outcome, endpointFault));
  }

  @Test
  void aBusyServerThatSaysWhenToComeBackHasDoneNothing() {
    assertThat(StatusMeaning.of(503, true))
        .isEqualTo(new StatusMeaning(Kind.TRANSIENT, Outcome.NOT_APPLIED, true));
    assertThat(StatusMeaning.of(500, true).outcome()).isEqualTo(Outcome.UNKNOWN);
  }
}
