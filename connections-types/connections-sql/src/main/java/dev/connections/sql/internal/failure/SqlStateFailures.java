package dev.connections.sql.internal.failure;

import static dev.connections.spi.FailureClassification.failure;

import dev.connections.failure.Outcome;
import dev.connections.failure.Phase;
import dev.connections.spi.FailureClassification;
import dev.connections.spi.FailureClassification.Kind;
import dev.connections.spi.FailureClassifier;
import dev.connections.sql.SqlError;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.sql.SQLTransientException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/**
 * Tells what SQL exceptions mean: first by limits of our own and by causes that leave no doubt,
 * then by SQLSTATE and the vendor's code. Classes of exceptions come last: pgjdbc throws the same
 * one for everything. Immutable and thread-safe.
 */
public final class SqlStateFailures implements FailureClassifier {

  /** Chains of exceptions can be circular. */
  private static final int DEEPEST = 16;

  private final Map<String, SqlStateRule> rules = new HashMap<>();
  private final SqlErrors errors;
  private final String address;

  /**
   * The common rules, and others that go before them.
   *
   * @param own a database's own
   * @param errors reads the driver's exceptions
   */
  public SqlStateFailures(List<SqlStateRule> own, SqlErrors errors) {
    this(own, errors, "");
  }

  /**
   * The same for one server.
   *
   * @param address where it is, without secrets
   */
  public SqlStateFailures(List<SqlStateRule> own, SqlErrors errors, String address) {
    this.errors = errors;
    this.address = address.isEmpty() ? "" : " at " + address;
    putAll(SqlStateRules.COMMON);
    putAll(own);
  }

  private void putAll(List<SqlStateRule> more) {
    for (SqlStateRule rule : more) {
      rules.put(rule.state(), rule);
    }
  }

  @Override
  public @Nullable FailureClassification classify(Throwable failure, Phase phase) {
    FailureClassification meaning = meaning(failure, phase);
    return meaning == null
        ? null
        : meaning.but().carrying(errorOf(failure)).because(meaning.problem());
  }

  /** Unchecked exceptions are the application's own, whatever they wrap. */
  private @Nullable FailureClassification meaning(Throwable failure, Phase phase) {
    if (failure instanceof RuntimeException || failure instanceof Error || !holdsSql(failure)) {
      return null;
    }
    if (failure instanceof TimeLimitException limit) {
      return passed(limit);
    }
    if (sql(failure) instanceof RejectedCallException rejected) {
      return ofRejected(rejected, phase);
    }
    if (sql(failure) instanceof LostCommitException lost) {
      return ofLostCommit(lost);
    }
    SettingException setting = setting(failure);
    if (setting != null) {
      return ofSetting(setting);
    }
    if (phase.isBeforeSend() && failure instanceof SQLTransientConnectionException timedOut) {
      return notAcquired(timedOut, phase);
    }
    FailureClassification certain = byCause(failure, phase);
    return certain != null ? certain : byState(failure, phase);
  }

  /** What is sent of a transaction is rolled back; what commits by itself is in RECEIVE. */
  @Override
  public Outcome unanswered(Phase phase) {
    return phase == Phase.SEND ? Outcome.NOT_APPLIED : FailureClassifier.super.unanswered(phase);
  }

  private static @Nullable SettingException setting(Throwable failure) {
    int depth = 0;
    for (Throwable one = failure; one != null && depth < DEEPEST; one = below(one), depth++) {
      if (one instanceof SettingException setting) {
        return setting;
      }
    }
    return null;
  }

  /** Nothing is sent before the settings are right. */
  private FailureClassification ofSetting(SettingException setting) {
    SQLException cause = setting.driversOwn();
    FailureClassification certain = setting.isPermanent() ? null : byCause(cause, Phase.CONNECT);
    if (certain != null) {
      return certain;
    }
    FailureClassification meaning = byState(cause, Phase.CONNECT);
    boolean lasts = setting.isPermanent() || meaning.kind() == Kind.PERMANENT;
    return failure(lasts ? Kind.PERMANENT : meaning.kind())
        .during(Phase.CONNECT)
        .notSent()
        .endpointFault()
        .connectionLost()
        .detail(detail(cause))
        .nextStep(lasts ? setting.nextStep() : meaning.nextStep())
        .because(String.valueOf(setting.getMessage()));
  }

  /** The database was not asked; but what the work has done before may have been sent. */
  private static FailureClassification ofRejected(RejectedCallException rejected, Phase reached) {
    return failure(Kind.PERMANENT)
        .during(Phase.WORK)
        .outcome(reached.isBeforeSend() ? Outcome.NOT_SENT : Outcome.NOT_APPLIED)
        .detail(detail(rejected))
        .nextStep(rejected.nextStep())
        .because(String.valueOf(rejected.getMessage()));
  }

  /** Someone has looked, which says more than how the connection was lost. */
  private static FailureClassification ofLostCommit(LostCommitException lost) {
    return failure(Kind.TRANSIENT)
        .during(Phase.COMMIT)
        .outcome(lost.outcome())
        .endpointFault()
        .connectionLost()
        .detail(detail(lost))
        .nextStep(lost.nextStep())
        .because(String.valueOf(lost.getMessage()));
  }

  private static boolean holdsSql(Throwable failure) {
    int depth = 0;
    for (Throwable one = failure; one != null && depth < DEEPEST; one = below(one), depth++) {
      if (one instanceof SQLException) {
        return true;
      }
    }
    return false;
  }

  /** A limit of ours; unless what the server said meanwhile explains it better. */
  private FailureClassification passed(TimeLimitException limit) {
    FailureClassification rejected = rejectedMeanwhile(limit.getCause());
    return rejected != null
        ? rejected
        : failure(Kind.TRANSIENT)
            .during(limit.phase())
            .notSent()
            .endpointFault()
            .connectionLost()
            .nextStep(limit.nextStep())
            .because(String.valueOf(limit.getMessage()));
  }

  /** The pool's timeout carries the state of the last failure, which may be long ago. */
  private FailureClassification notAcquired(SQLTransientConnectionException timedOut, Phase phase) {
    FailureClassification rejected = rejectedMeanwhile(timedOut.getCause());
    return rejected != null
        ? rejected
        : unnamed(
            Kind.TRANSIENT, phase, false, "The pool had no connection available in time", timedOut);
  }

  /** Why no connection could be made, if a server or the network has said so. */
  private @Nullable FailureClassification rejectedMeanwhile(@Nullable Throwable cause) {
    if (cause == null) {
      return null;
    }
    FailureClassification certain = byCause(cause, Phase.CONNECT);
    if (certain != null && certain.kind() != Kind.INTERRUPTED) {
      return certain;
    }
    if (cause instanceof SQLException own
        && "08001".equals(own.getSQLState())
        && own.getCause() == null) {
      return null; // the driver's own timeout, which says less than the limit that has passed
    }
    // As if it had come later: then only what cannot come later says that connecting failed.
    FailureClassification meaning = meaning(cause, Phase.RECEIVE);
    return meaning != null && meaning.phase().isBeforeSend() ? meaning : null;
  }

  private @Nullable FailureClassification byCause(Throwable failure, Phase phase) {
    int depth = 0;
    for (Throwable one = failure; one != null && depth < DEEPEST; one = below(one), depth++) {
      if (one instanceof InterruptedException) {
        return unnamed(Kind.INTERRUPTED, phase, false, "The thread was interrupted", failure);
      }
      String unreachable = unreachable(one);
      SqlStateRule rule = rules.get("08001");
      if (unreachable != null && rule != null && phase.isBeforeSend()) {
        return named(rule.saying(unreachable + address), phase, sql(failure));
      }
    }
    return phase.isBeforeSend() && isCertificate(failure)
        ? unnamed(Kind.PERMANENT, phase, true, certificate(failure), failure)
        : null;
  }

  /** Why nothing answers there, in the words that one searches for; null if it is not that. */
  private static @Nullable String unreachable(Throwable failure) {
    if (failure instanceof UnknownHostException) {
      return "The server cannot be reached, unknown host";
    }
    if (failure instanceof ConnectException) {
      String said = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
      return said.contains("refused")
          ? "The server cannot be reached, connection refused"
          : "The server cannot be reached, connection failed";
    }
    return failure instanceof NoRouteToHostException
        ? "The server cannot be reached, no route to host"
        : null;
  }

  private static String certificate(Throwable failure) {
    int depth = 0;
    for (Throwable one = failure; one != null && depth < DEEPEST; one = below(one), depth++) {
      if (one instanceof CertificateExpiredException) {
        return "The server's certificate has expired";
      }
    }
    return "The server's certificate was not accepted";
  }

  private static boolean isCertificate(@Nullable Throwable failure) {
    int depth = 0;
    for (Throwable one = failure; one != null && depth < DEEPEST; one = below(one), depth++) {
      if (one instanceof CertificateException || one instanceof SSLPeerUnverifiedException) {
        return true;
      }
    }
    return false;
  }

  private FailureClassification byState(Throwable failure, Phase phase) {
    SQLException telling = null;
    int depth = 0;
    for (Throwable one = failure; one != null && depth < DEEPEST; one = below(one), depth++) {
      if (one instanceof SQLException candidate) {
        SqlStateRule rule = rule(candidate);
        if (rule != null) {
          return ofBatch(failure, named(rule, phase, candidate));
        }
        telling = telling == null && candidate.getSQLState() != null ? candidate : telling;
      }
    }
    return telling == null ? withoutState(failure, phase) : unknownState(telling, phase);
  }

  /** The failure of one entry of a batch proves nothing of those that are counted as done. */
  private static FailureClassification ofBatch(Throwable failure, FailureClassification meaning) {
    boolean partly =
        failure instanceof BatchUpdateException batch
            && !meaning.phase().isBeforeSend()
            && meaning.phase() != Phase.SEND
            && isPartlyDone(batch);
    return partly
        ? meaning
            .but()
            .outcome(Outcome.UNKNOWN)
            .because(meaning.problem() + "; other entries of the batch were applied")
        : meaning;
  }

  private static boolean isPartlyDone(BatchUpdateException batch) {
    long[] counts = batch.getLargeUpdateCounts();
    if (counts != null) {
      for (long count : counts) {
        if (count != Statement.EXECUTE_FAILED) {
          return true;
        }
      }
    }
    return false;
  }

  /** The driver's failure below the pool's, or what came with it. */
  private static @Nullable Throwable below(Throwable failure) {
    Throwable cause = failure.getCause();
    return cause == null && failure instanceof SQLException sql ? sql.getNextException() : cause;
  }

  private static SQLException sql(Throwable failure) {
    Throwable one = failure;
    while (!(one instanceof SQLException found)) {
      one = below(one);
      if (one == null) {
        throw new AssertionError("only called for what holds an SQLException");
      }
    }
    return found;
  }

  /** The rule for a failure by what its driver tells, its code, its state, its class of states. */
  @Nullable SqlStateRule rule(SQLException failure) {
    String special = errors.special(failure);
    SqlStateRule rule = special == null ? null : rules.get(special);
    String state = failure.getSQLState();
    int code = failure.getErrorCode();
    if (rule == null && code != 0) {
      rule = rules.get(state + "/" + code);
      rule = rule == null ? rules.get("/" + code) : rule;
    }
    if (rule == null && state != null && state.length() >= 2) {
      rule = rules.get(state);
      rule = rule == null ? rules.get(state.substring(0, 2)) : rule;
    }
    return rule;
  }

  private FailureClassification named(SqlStateRule rule, Phase reached, SQLException failure) {
    SqlStateRule.Fate fate = rule.fate();
    return failure(rule.kind())
        .during(fate.phase(reached))
        .outcome(fate.outcome(reached))
        .endpointFault(rule.endpointFault())
        .connectionLost(fate.losesConnection())
        .detail(detail(failure))
        .nextStep(rule.nextStep())
        .because(said(rule.problem(), failure));
  }

  private static @Nullable String detail(SQLException failure) {
    String state = failure.getSQLState();
    // A negative one is the driver's own way to say that the server has given none.
    String code = failure.getErrorCode() <= 0 ? "" : "vendor code " + failure.getErrorCode();
    if (state == null) {
      return code.isEmpty() ? null : code;
    }
    // H2 repeats the state as its code.
    return code.isEmpty() || code.endsWith(" " + state) || isNumberOf(failure, state)
        ? "SQLSTATE " + state
        : "SQLSTATE " + state + ", " + code;
  }

  private static boolean isNumberOf(SQLException failure, String state) {
    return failure.getClass().getName().startsWith("org.h2.") && !state.isEmpty();
  }

  private String said(String problem, SQLException failure) {
    String text = errors.text(failure);
    return text.isEmpty() ? problem : problem + ": " + text;
  }

  /** A state that no one knows is an answer nevertheless, and an error is never half applied. */
  private FailureClassification unknownState(SQLException failure, Phase reached) {
    return failure(Kind.PERMANENT)
        .during(reached)
        .outcome(reached.isBeforeSend() ? Outcome.NOT_SENT : Outcome.NOT_APPLIED)
        .detail(detail(failure))
        .because(said("The database reported an error", failure));
  }

  /** As the pool's own failures are, and some of drivers that have lost their connection. */
  private FailureClassification withoutState(Throwable failure, Phase reached) {
    if (failure.getCause() instanceof IOException || failure instanceof SQLRecoverableException) {
      return unnamed(Kind.TRANSIENT, reached, true, "The connection was lost", failure);
    }
    if (failure instanceof SQLTimeoutException) {
      return unnamed(Kind.TIMEOUT, reached, false, "The driver's timeout has passed", failure);
    }
    if (failure instanceof SQLTransientException) {
      return unnamed(
          Kind.TRANSIENT, reached, false, "The driver reported a transient failure", failure);
    }
    return unnamed(Kind.PERMANENT, reached, false, "The driver reported a failure", failure);
  }

  private FailureClassification unnamed(
      Kind kind, Phase reached, boolean lost, String problem, Throwable failure) {
    return failure(kind)
        .during(reached)
        .outcome(
            reached.isBeforeSend()
                ? Outcome.NOT_SENT
                : reached == Phase.SEND ? Outcome.NOT_APPLIED : Outcome.UNKNOWN)
        .endpointFault(lost)
        .connectionLost(lost)
        .because(said(problem, sql(failure)));
  }

  @Override
  public boolean rejectsWrites(Throwable failure) {
    int depth = 0;
    for (Throwable one = failure; one != null && depth < DEEPEST; one = below(one), depth++) {
      SqlStateRule rule = one instanceof SQLException sql ? rule(sql) : null;
      if (rule != null && rule.fate() == SqlStateRule.Fate.REJECTED_AS_READ_ONLY) {
        return true;
      }
    }
    return false;
  }

  @Override
  public @Nullable String adviceForWrites() {
    return errors.adviceForWrites();
  }

  /** Whether a failure is the end of the physical connection it occurred on. */
  public boolean losesConnection(SQLException failure) {
    FailureClassification meaning = meaning(failure, Phase.RECEIVE);
    return meaning != null && meaning.connectionLost();
  }

  /** Whether it says that a statement was canceled, by whomever. */
  public boolean isCancelled(SQLException failure) {
    FailureClassification meaning = meaning(failure, Phase.RECEIVE);
    return meaning != null && meaning.kind() == Kind.TIMEOUT;
  }

  /** Whether the server has rolled back the whole transaction. */
  public boolean endsTransaction(SQLException failure) {
    SqlStateRule rule = rule(failure);
    return rule != null && rule.fate() == SqlStateRule.Fate.ROLLED_BACK;
  }

  /** Whether no one knows what has become of the statement, although the server may be there. */
  public boolean isUnjudged(SQLException failure) {
    SqlStateRule rule = rule(failure);
    return rule != null && rule.fate() == SqlStateRule.Fate.UNKNOWN && !rule.endpointFault();
  }

  /** Whether all sessions are out of date, and not only this one. */
  public boolean isStale(SQLException failure) {
    SqlStateRule rule = rule(failure);
    return rule != null && rule.fate() == SqlStateRule.Fate.REJECTED_AS_STALE;
  }

  @Override
  public Throwable shown(Throwable failure) {
    return new CauseScrubber(errors).of(failure);
  }

  /** Of the exception in the chain that the meaning was taken from. */
  private SqlError errorOf(Throwable failure) {
    SQLException first = sql(failure);
    int depth = 0;
    for (Throwable one = failure; one != null && depth < DEEPEST; one = below(one), depth++) {
      if (one instanceof SQLException candidate
          && !(one instanceof SettingException)
          && rule(candidate) != null) {
        return withNames(candidate);
      }
    }
    return withNames(first);
  }

  /** A batch's own exception has the state, and the next one the names. */
  private SqlError withNames(SQLException failure) {
    SqlError detail = errors.of(failure);
    boolean bare = failure instanceof BatchUpdateException && detail.constraint() == null;
    return bare && below(failure) instanceof SQLException next ? errors.of(next) : detail;
  }
}
