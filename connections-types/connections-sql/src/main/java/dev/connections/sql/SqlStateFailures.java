package dev.connections.sql;

import dev.connections.Outcome;
import dev.connections.Phase;
import dev.connections.spi.FailureClassification;
import dev.connections.spi.FailureClassification.Kind;
import dev.connections.spi.FailureClassifier;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells what SQL exceptions mean by their SQLSTATE. Classes of exceptions come last: pgjdbc throws
 * the same one for everything. Immutable and thread-safe.
 */
final class SqlStateFailures implements FailureClassifier {

  /** Chains of exceptions can be circular. */
  private static final int DEEPEST = 16;

  private final Map<String, SqlStateRule> rules = new HashMap<>();

  /**
   * The common rules, and others that go before them.
   *
   * @param own a database's own
   */
  SqlStateFailures(List<SqlStateRule> own) {
    SqlStateRules.COMMON.forEach(rule -> rules.put(rule.state(), rule));
    own.forEach(rule -> rules.put(rule.state(), rule));
  }

  @Override
  public @Nullable FailureClassification classify(Throwable failure, Phase phase) {
    if (!(failure instanceof SQLException)) {
      return null;
    }
    SQLException telling = null;
    int depth = 0;
    for (Throwable one = failure; one != null && depth < DEEPEST; one = below(one), depth++) {
      if (one instanceof InterruptedException) {
        return unnamed(Kind.INTERRUPTED, phase, false, "The thread was interrupted", failure);
      }
      if (one instanceof SQLException candidate) {
        SqlStateRule rule = rule(candidate.getSQLState());
        if (rule != null) {
          return named(rule, phase, candidate);
        }
        telling = telling == null && candidate.getSQLState() != null ? candidate : telling;
      }
    }
    return telling == null ? withoutState(failure, phase) : unknownState(telling, phase);
  }

  /** The driver's failure below the pool's, or what came with it. */
  private static @Nullable Throwable below(Throwable failure) {
    Throwable cause = failure.getCause();
    return cause == null && failure instanceof SQLException sql ? sql.getNextException() : cause;
  }

  /** The rule for a state or else for its class; null if there is none. */
  @Nullable SqlStateRule rule(@Nullable String state) {
    if (state == null || state.length() < 2) {
      return null;
    }
    SqlStateRule whole = rules.get(state);
    return whole != null ? whole : rules.get(state.substring(0, 2));
  }

  private static FailureClassification named(
      SqlStateRule rule, Phase reached, SQLException failure) {
    return new FailureClassification(
        rule.kind(),
        rule.fate().phase(reached),
        rule.fate().outcome(reached),
        rule.endpointFault(),
        rule.fate().losesConnection(),
        rule.problem() + ": " + firstLine(failure),
        "SQLSTATE " + failure.getSQLState(),
        rule.nextStep(),
        null);
  }

  /** A state that nobody knows is an answer nevertheless, and an error is never half applied. */
  private static FailureClassification unknownState(SQLException failure, Phase reached) {
    return new FailureClassification(
        Kind.PERMANENT,
        reached,
        reached.isBeforeSend() ? Outcome.NOT_SENT : Outcome.NOT_APPLIED,
        false,
        false,
        "The database refused: " + firstLine(failure),
        "SQLSTATE " + failure.getSQLState(),
        null,
        null);
  }

  /** As the pool's own failures are, and some of drivers that have lost their connection. */
  private static FailureClassification withoutState(Throwable failure, Phase reached) {
    if (failure.getCause() instanceof IOException) {
      return unnamed(Kind.TRANSIENT, reached, true, "The connection was lost", failure);
    }
    if (failure instanceof SQLTimeoutException) {
      return unnamed(Kind.TIMEOUT, reached, false, "The driver gave up waiting", failure);
    }
    if (failure instanceof SQLTransientException) {
      return unnamed(Kind.TRANSIENT, reached, false, "The pool gave no connection", failure);
    }
    return unnamed(Kind.PERMANENT, reached, false, "The driver refused", failure);
  }

  private static FailureClassification unnamed(
      Kind kind, Phase reached, boolean lost, String problem, Throwable failure) {
    return new FailureClassification(
        kind,
        reached,
        reached.isBeforeSend()
            ? Outcome.NOT_SENT
            : reached == Phase.SEND ? Outcome.NOT_APPLIED : Outcome.UNKNOWN,
        lost,
        lost,
        problem + ": " + firstLine(failure),
        null,
        null,
        null);
  }

  /** The rest are details that the cause keeps. */
  private static String firstLine(Throwable failure) {
    String message = String.valueOf(failure.getMessage());
    int end = message.indexOf('\n');
    return end < 0 ? message : message.substring(0, end);
  }

  /** Whether it says that a statement was cancelled, by whomever. */
  boolean isCancelled(SQLException failure) {
    FailureClassification meaning = classify(failure, Phase.AWAIT);
    return meaning != null && meaning.kind() == Kind.TIMEOUT;
  }

  /** Whether a failure is the end of the physical connection it occurred on. */
  boolean losesConnection(SQLException failure) {
    FailureClassification meaning = classify(failure, Phase.AWAIT);
    return meaning != null && meaning.connectionLost();
  }
}
