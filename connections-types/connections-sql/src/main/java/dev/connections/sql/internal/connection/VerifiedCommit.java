package dev.connections.sql.internal.connection;

import dev.connections.failure.TransientConnectionException;
import dev.connections.spi.AttemptScope;
import dev.connections.spi.ClientConnection.Reached;
import dev.connections.spi.ConnectionCore;
import dev.connections.sql.CommitLook;
import dev.connections.sql.internal.failure.LostCommitException;
import dev.connections.sql.internal.guard.GuardedConnection;
import dev.connections.sql.internal.pool.Loan;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Commits a transaction whose fate its caller can find out: if the answer is lost, the caller looks
 * at it, on another connection of the server that is in use then. For one attempt.
 */
final class VerifiedCommit {

  private static final long SHORTEST_PAUSE_MILLIS = 5;
  private static final long LONGEST_PAUSE_MILLIS = 200;

  private final ConnectionCore<? extends Reached<SqlClient>> core;
  private final SqlClient client;
  private final AttemptScope scope;
  private final CommitLook look;

  /**
   * A commit that has not begun.
   *
   * @param core knows which server is in use after this one
   * @param client of the server that commits
   */
  VerifiedCommit(
      ConnectionCore<? extends Reached<SqlClient>> core,
      SqlClient client,
      AttemptScope scope,
      CommitLook look) {
    this.core = core;
    this.client = client;
    this.scope = scope;
    this.look = look;
  }

  /** Half of the time is left to look in, should there be no answer. */
  void commit(Loan loan) throws Exception {
    Optional<String> transaction = loan.transactionId();
    try {
      loan.commit(scope.deadline().remaining().dividedBy(2));
    } catch (SQLException lost) {
      if (!loan.mayBeCommitted(lost)) {
        throw lost;
      }
      loan.giveBack();
      client.distrust();
      if (!wasApplied(transaction, lost)) {
        throw LostCommitException.notApplied(lost);
      }
    }
  }

  /** Looks until there is an answer, as long as another connection may have one. */
  private boolean wasApplied(Optional<String> transaction, SQLException lost) throws Exception {
    long pause = SHORTEST_PAUSE_MILLIS;
    Exception last = null;
    while (!scope.isCanceled()) {
      SqlClient now = null;
      scope.working(false); // no code of the caller runs, the fate of the commit is awaited
      try {
        now = core.connect().client();
        return looked(now, transaction);
      } catch (InterruptedException interrupt) {
        checkCanceled(interrupt);
      } catch (Exception failure) {
        if (!scope.isCanceled() && !mayHelp(now, failure)) {
          throw LostCommitException.unverified(lost, failure);
        }
        last = failure;
        core.checkHealth(); // or no one would notice that the server has gone before this ends
      }
      pause(pause);
      pause = Math.min(LONGEST_PAUSE_MILLIS, 2 * pause);
    }
    // The deadline has passed, or the caller has given up.
    throw LostCommitException.unfinished(lost, last);
  }

  private void pause(long millis) throws InterruptedException {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException interrupt) {
      checkCanceled(interrupt);
    }
  }

  /** Someone else's interrupt passes; that of a canceled attempt says less than the lost commit. */
  private void checkCanceled(InterruptedException interrupt) throws InterruptedException {
    if (!scope.isCanceled()) {
      throw interrupt;
    }
  }

  /** Whether it may be different a moment later, on another connection. */
  private static boolean mayHelp(@Nullable SqlClient now, Exception failure) {
    return failure instanceof SQLException sql && now != null
        ? now.mayHelp(sql)
        : failure instanceof TransientConnectionException;
  }

  private boolean looked(SqlClient now, Optional<String> transaction) throws Exception {
    if (transaction.isPresent()) {
      awaitDecision(now, transaction.get());
    }
    // Another loan: behind a pooler the first one's is a transaction, which may not see news.
    Loan loan = now.lendToLook(scope);
    try {
      loan.works();
      boolean applied = look.wasApplied(GuardedConnection.lent(loan));
      loan.checkCompleted();
      return applied;
    } finally {
      loan.giveBack();
    }
  }

  /** A server that has got the COMMIT may be busy with it long after its client has left. */
  private void awaitDecision(SqlClient now, String transaction) throws Exception {
    long pause = SHORTEST_PAUSE_MILLIS;
    Loan loan = now.lendToLook(scope);
    try {
      while (loan.isUndecided(transaction)) {
        Thread.sleep(pause);
        pause = Math.min(LONGEST_PAUSE_MILLIS, 2 * pause);
      }
    } finally {
      loan.giveBack();
    }
  }
}
