package dev.connections.internal.connection;

import static dev.connections.internal.connection.FailingConnection.READ;
import static dev.connections.internal.connection.FailingConnection.WRITE;
import static dev.connections.internal.connection.FailingConnection.lost;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.connections.ConnectionsConfiguration;
import dev.connections.FailureCodes;
import dev.connections.FailuresPage;
import dev.connections.Operation;
import dev.connections.failure.ConnectionException;
import dev.connections.failure.Diagnosis;
import dev.connections.failure.Outcome;
import dev.connections.failure.Phase;
import dev.connections.provider.Connections;
import dev.connections.spi.FailureClassification.Kind;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every failure explains itself: what, where, how things stood, why not again, what to do. */
@Timeout(60)
class DiagnosisOfEveryFailureTest {

  static Stream<FailureCase> calls() {
    return Stream.of(
        FailureCase.of("an answer that is lost again and again", "transient")
            .at(Phase.SEND, Outcome.UNKNOWN)
            .after(3, "all 3 attempts were made")
            .when(
                on ->
                    on.call(
                        (used, scope) -> {
                          throw lost();
                        })),
        FailureCase.of("a server that cannot be reached", "transient")
            .at(Phase.CONNECT, Outcome.NOT_SENT)
            .after(3, "all 3 attempts were made")
            .inState("pool")
            .when(
                on -> {
                  on.endpoint.onOpen =
                      deadline -> {
                        throw new ConnectException("refused by " + CoreHarness.SECRET);
                      };
                  on.call((used, scope) -> "never");
                }),
        FailureCase.of("one attempt is all there is", "transient")
            .at(Phase.SEND, Outcome.UNKNOWN)
            .after(1, "one attempt is allowed")
            .when(
                on ->
                    on.core()
                        .execute(
                            READ.maxAttempts(1),
                            (used, scope) -> {
                              throw lost();
                            })),
        FailureCase.of("an answer that wants more time than there is", "transient")
            .at(Phase.RECEIVE, Outcome.NOT_APPLIED)
            .after(1, "asks for a retry in 60000 ms")
            .when(
                on -> {
                  on.answers(Kind.TRANSIENT, "busy", Duration.ofMinutes(1));
                  on.failsWithAnswer();
                }),
        FailureCase.of("an answer that refuses", "permanent")
            .at(Phase.RECEIVE, Outcome.NOT_APPLIED)
            .after(1, "would fail the same way")
            .when(
                on -> {
                  on.answers(Kind.PERMANENT, "no such table " + CoreHarness.SECRET, null);
                  on.failsWithAnswer();
                }),
        FailureCase.of("an exception of the work's own", "permanent")
            .at(Phase.SEND, Outcome.UNKNOWN)
            .after(1, "it is not known whether a retry would help")
            .when(
                on ->
                    on.call(
                        (used, scope) -> {
                          throw new Exception("own " + CoreHarness.SECRET);
                        })),
        FailureCase.of("an acquisition within another one", "permanent")
            .refusedFor("would wait for itself")
            .when(on -> on.core().execute(WRITE, (used, scope) -> on.call((same, in) -> "never"))),
        FailureCase.of("a failure under a lease", "permanent")
            .at(Phase.RECEIVE, Outcome.NOT_APPLIED)
            .after(1, "only calls are tried again")
            .when(
                on -> {
                  on.answers(Kind.PERMANENT, "no such table", null);
                  try (var lease = on.lease()) {
                    throw lease.failed(new IllegalStateException("answered"), Phase.RECEIVE);
                  }
                }),
        FailureCase.of("credentials that are refused twice", "authentication")
            .at(Phase.RECEIVE, Outcome.NOT_APPLIED)
            .after(2, "credentials that were read again")
            .when(
                on -> {
                  on.answers(Kind.AUTHENTICATION, "who are you", null);
                  on.failsWithAnswer();
                }),
        FailureCase.of("work that is broken off", "deadline-exceeded")
            .at(Phase.RECEIVE, Outcome.UNKNOWN)
            .after(1, "one attempt is allowed")
            .when(
                on ->
                    on.core()
                        .execute(
                            READ.maxAttempts(1).attemptTimeout(Duration.ofMillis(50)),
                            (used, scope) -> {
                              scope.enter(Phase.RECEIVE);
                              CoreHarness.await("canceled", scope::isCanceled);
                              throw lost();
                            })),
        FailureCase.of("opening that takes all the time there is", "deadline-exceeded")
            .at(Phase.CONNECT, Outcome.NOT_SENT)
            .after(1, "deadline leaves no time")
            .inState("pool")
            .when(
                on -> {
                  on.endpoint.onOpen = deadline -> CoreHarness.await(on.end);
                  on.core().execute(READ.deadline(Duration.ofMillis(50)), (used, scope) -> "never");
                }),
        FailureCase.of("no time left for the work", "deadline-exceeded")
            .when(
                on -> {
                  on.core().connect();
                  on.harness.core.execute(
                      Operation.read("outer").attemptTimeout(Duration.ofMillis(50)),
                      (used, scope) -> {
                        CoreHarness.await("expired", () -> scope.deadline().isExpired());
                        return on.call((its, inner) -> "never");
                      });
                }),
        FailureCase.of("an answer to a write that is lost", "outcome-unknown")
            .at(Phase.SEND, Outcome.UNKNOWN)
            .after(1, "may have been applied")
            .when(
                on ->
                    on.core()
                        .execute(
                            WRITE,
                            (used, scope) -> {
                              throw lost();
                            })),
        FailureCase.of("no permit in time", "acquire-timeout")
            .inState("permits 1 of 1 in use")
            .when(
                on -> {
                  on.isFull();
                  on.call((used, scope) -> "never");
                }),
        FailureCase.of("no permit for a lease in time", "acquire-timeout")
            .refusedFor("only calls are tried again")
            .when(
                on -> {
                  on.isFull();
                  on.lease();
                }),
        FailureCase.of("a line that is too long", "bulkhead-full")
            .when(
                on -> {
                  on.hasNoLine();
                  on.isFull();
                  on.call((used, scope) -> "never");
                }),
        FailureCase.of("an endpoint that is left alone", "circuit-open")
            .inState("circuit ISOLATED")
            .when(
                on -> {
                  on.core().isolate("primary", Duration.ofMinutes(1), "maintenance");
                  on.call((used, scope) -> "never");
                }),
        FailureCase.of("too many calls", "rate-limited")
            .when(
                on -> {
                  on.usesItsRateUp();
                  on.call((used, scope) -> "never");
                }),
        FailureCase.of("a call after closing", "closed")
            .refusedFor("closed or closing")
            .inState("CLOSED")
            .when(
                on -> {
                  on.core().close(CoreHarness.in(Duration.ZERO));
                  on.call((used, scope) -> "never");
                }),
        FailureCase.of("a call that closing breaks off", "closed")
            .at(Phase.CONNECT, Outcome.NOT_SENT)
            .after(1, "closed or closing")
            .when(
                on ->
                    on.call(
                        (used, scope) -> {
                          CountDownLatch broken = new CountDownLatch(1);
                          scope.enter(Phase.CONNECT);
                          scope.onCancel(broken::countDown);
                          on.threads.submit(() -> on.core().close(CoreHarness.in(Duration.ZERO)));
                          CoreHarness.await(broken);
                          throw lost();
                        })),
        FailureCase.of("an interrupt while waiting for a permit", "interrupted")
            .refusedFor("thread was interrupted")
            .when(
                on -> {
                  on.isFull();
                  Thread.currentThread().interrupt();
                  on.call((used, scope) -> "never");
                }),
        FailureCase.of("an interrupt of the work", "interrupted")
            .at(Phase.SEND, Outcome.UNKNOWN)
            .after(1, "thread was interrupted")
            .when(
                on ->
                    on.call(
                        (used, scope) -> {
                          throw new InterruptedException("by " + CoreHarness.SECRET);
                        })),
        FailureCase.of("an interrupt between two attempts", "interrupted")
            .at(Phase.SEND, Outcome.UNKNOWN)
            .after(1, "thread was interrupted")
            .when(
                on ->
                    on.call(
                        (used, scope) -> {
                          Thread.currentThread().interrupt();
                          throw lost();
                        })));
  }

  private static ConnectionException provoke(FailureCase failure, FailingConnection connection) {
    ConnectionException seen =
        catchThrowableOfType(ConnectionException.class, () -> failure.provocation().on(connection));
    assertThat(seen).as(failure.title()).isNotNull();
    return seen;
  }

  @ParameterizedTest
  @MethodSource("calls")
  void theDiagnosisOfACallIsComplete(FailureCase failure) {
    try (FailingConnection connection = new FailingConnection()) {
      ConnectionException seen = provoke(failure, connection);
      Diagnosis diagnosis = seen.diagnosis();

      assertThat(seen.code()).isEqualTo(failure.code());
      assertThat(seen)
          .hasMessageStartingWith("[" + failure.code() + "] shop, operation 'find-open'");
      assertThat(diagnosis.problem()).isNotBlank();
      assertThat(diagnosis.connection()).isEqualTo("shop");
      assertThat(diagnosis.operation()).isEqualTo(FailureCase.OPERATION);
      assertThat(diagnosis.endpoint()).isEqualTo("primary");
      assertThat(diagnosis.phase()).isEqualTo(failure.phase());
      assertThat(diagnosis.outcome()).isEqualTo(failure.outcome());
      assertThat(FailuresPage.outcomes(failure.code())).contains(failure.outcome().name());
      assertThat(diagnosis.attempts()).isEqualTo(failure.attempts());
      assertThat(diagnosis.notRetried()).contains(failure.notRetried());
      assertThat(diagnosis.state())
          .contains(failure.inState())
          .contains("pool 1 active, 1 idle, at most 4")
          .contains("circuit ")
          .contains("retry budget ");
      assertThat(diagnosis.nextStep()).isNotBlank();
      if (failure.attempts() > 1) {
        assertThat(diagnosis.history())
            .hasSize(failure.attempts())
            .allSatisfy(attempt -> assertThat(attempt.endpoint()).isEqualTo("primary"));
      }
      assertThat(everythingSaidBy(seen)).doesNotContain(CoreHarness.SECRET);
    }
  }

  /** Source: an outsider saw a transaction with {@code repeatable(8)} end after two runs. */
  @Test
  void aRetryThatTheEmptyBudgetHoldsBackIsNamedInTheMessage() {
    try (FailingConnection connection = new FailingConnection()) {
      ConnectionException seen = lostBy(connection);
      assertThat(seen).hasMessageNotContaining("not retried");
      for (int more = 0; seen.diagnosis().attempts() > 1; more++) {
        assertThat(more).isLessThan(10);
        seen = lostBy(connection);
      }

      assertThat(seen)
          .hasMessageContaining(
              "attempts 1, outcome UNKNOWN; not retried: the retry budget of the connection is"
                  + " empty; next step: ");
    }
  }

  private static ConnectionException lostBy(FailingConnection connection) {
    return catchThrowableOfType(
        ConnectionException.class,
        () ->
            connection.call(
                (used, scope) -> {
                  throw lost();
                }));
  }

  @Test
  void theDiagnosisOfAConfigurationSaysWhatToMend() {
    ConnectionException seen =
        catchThrowableOfType(
            ConnectionException.class,
            () ->
                Connections.builder()
                    .configuration(
                        ConnectionsConfiguration.ofText(
                            "test.yaml", "connections:\n  a: { type: Nope, password: hunter2 }\n"))
                    .open());

    assertThat(seen.code()).isEqualTo("configuration");
    assertThat(seen.diagnosis().connection()).isEqualTo("test.yaml");
    assertThat(seen.diagnosis().nextStep()).isNotBlank();
    assertThat(seen.outcome()).isEqualTo(Outcome.NOT_SENT);
    assertThat(everythingSaidBy(seen)).doesNotContain(CoreHarness.SECRET);
  }

  @Test
  void noCodeIsForgotten() {
    Set<String> provoked = new TreeSet<>(List.of("configuration"));
    calls().map(FailureCase::code).forEach(provoked::add);

    assertThat(provoked).isEqualTo(FailureCodes.all());
  }

  private static String everythingSaidBy(ConnectionException seen) {
    StringWriter text = new StringWriter();
    seen.printStackTrace(new PrintWriter(text));
    return text.append(seen.diagnosis().toString()).toString();
  }
}
