package dev.connections.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.failure.ConnectionAuthenticationException;
import dev.connections.failure.ConnectionException;
import dev.connections.failure.Diagnosis;
import dev.connections.failure.PermanentConnectionException;
import dev.connections.failure.TransientConnectionException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class StartFailureTableTest {

  private static final StartFailure REFUSED =
      new StartFailure(
          "orders-db",
          "PostgreSql",
          Duration.ofMillis(12),
          "transient",
          "connection refused",
          new TransientConnectionException(Diagnosis.of("orders-db", "refused").build(), null));
  private static final StartFailure LOCKED_OUT =
      new StartFailure(
          "weather",
          "Rest",
          Duration.ofMillis(1500),
          "authentication",
          "the key was not accepted",
          new ConnectionAuthenticationException(Diagnosis.of("weather", "key").build(), null));
  private static final StartFailure SILENT =
      new StartFailure(
          "cache", "Redis", Duration.ofSeconds(6), "deadline-exceeded", "no answer", null);

  @Test
  void theMessageIsATableOfEveryFailure() {
    ConnectionException exception =
        StartFailureTable.exception("app.yaml", List.of(REFUSED, LOCKED_OUT, SILENT), 5);

    assertThat(exception)
        .hasMessage(
            """
            [permanent] app.yaml: 3 of 5 connections that must be open at start could not be \
            opened, so all were closed
              name       type        after    code               problem
              orders-db  PostgreSql  12 ms    transient          connection refused
              weather    Rest        1500 ms  authentication     the key was not accepted
              cache      Redis       6000 ms  deadline-exceeded  no answer
              next step: fix these, or set 'startup: warn' or 'startup: background' for those\
             that the service can start without""");
    assertThat(exception.diagnosis().nextStep()).contains("startup: warn");
  }

  @Test
  void theSingleFailuresAreCauseAndSuppressed() {
    ConnectionException exception =
        StartFailureTable.exception("app.yaml", List.of(REFUSED, LOCKED_OUT), 2);

    assertThat(exception.getCause()).isSameAs(REFUSED.exception());
    assertThat(exception.getSuppressed()).containsExactly(LOCKED_OUT.exception());
  }

  @Test
  void anotherStartIsWorthwhileOnlyIfNoFailureWouldComeAgain() {
    assertThat(StartFailureTable.exception("app.yaml", List.of(REFUSED, SILENT), 2))
        .isInstanceOf(TransientConnectionException.class);
    assertThat(StartFailureTable.exception("app.yaml", List.of(REFUSED, LOCKED_OUT), 2))
        .isInstanceOf(PermanentConnectionException.class);
  }
}
