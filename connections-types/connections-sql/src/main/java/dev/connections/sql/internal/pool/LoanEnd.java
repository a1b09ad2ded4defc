package dev.connections.sql.internal.pool;

import dev.connections.sql.internal.dialect.ConnectionCutter;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides, once, what becomes of a connection that was lent: it goes back to the pool, it is cut,
 * or it is left to a thread that hangs in it. From the moment it is back nothing may be cut: it may
 * be another's. Thread-safe; no lock is held, because a driver's abort may block.
 */
final class LoanEnd {

  private static final Logger log = LoggerFactory.getLogger(LoanEnd.class);

  private static final String LOST = "it was lost";
  private static final String UNJUDGED =
      "a statement failed in a way after which its session is not known";

  /** How long a canceled statement may take to end before its connection is cut. */
  static final Duration GRACE = Duration.ofMillis(100);

  /** How long it may take to roll back what a user has left open, before the connection is cut. */
  private static final Duration ROLLBACK = Duration.ofSeconds(5);

  private static final VarHandle STAGE;
  private static final VarHandle GIVEN_BACK;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      STAGE = lookup.findVarHandle(LoanEnd.class, "stage", Stage.class);
      GIVEN_BACK = lookup.findVarHandle(LoanEnd.class, "givenBack", boolean.class);
    } catch (ReflectiveOperationException impossible) {
      throw new ExceptionInInitializerError(impossible);
    }
  }

  private enum Stage {
    LENT,
    CUT,
    RETURNED
  }

  private final Lender pool;
  private final ConnectionCutter cutter;
  private final Connection pooled;
  private final Connection physical;

  @SuppressWarnings("FieldMayBeFinal") // changed through its handle
  private volatile Stage stage = Stage.LENT;

  @SuppressWarnings("FieldMayBeFinal") // changed through its handle
  private volatile boolean givenBack;

  private volatile boolean lost;
  private volatile String whyLost = LOST;
  private volatile @Nullable String whyCut;

  LoanEnd(Lender pool, ConnectionCutter cutter, Connection pooled, Connection physical) {
    this.pool = pool;
    this.cutter = cutter;
    this.pooled = pooled;
    this.physical = physical;
  }

  /** The connection cannot be used any more, nor be lent again. */
  void lose() {
    lost = true;
  }

  /** The same where the server may be there, but no one knows what the session has become. */
  void loseUnjudged() {
    if (!lost) {
      whyLost = UNJUDGED;
    }
    lost = true;
  }

  boolean isLost() {
    return lost;
  }

  /** Its user has given it back, or it was taken from its user. */
  boolean isGivenBack() {
    return givenBack;
  }

  /** Whether the one who asks is the first to give it back, or to take it away. */
  boolean isFirst() {
    return !(boolean) GIVEN_BACK.getAndSet(this, true);
  }

  /** Leaves the connection to a thread that hangs in it; the pool makes another one. */
  void abandon() {
    if (isFirst()) {
      lost = true;
      pool.takeBack(pooled, "it was abandoned while the driver hung");
    }
  }

  /** Closes the socket, so that whoever waits for an answer fails, unless it has come back. */
  void cut(String reason) {
    whyCut = reason; // read only if this, or another cut, has come first
    if (STAGE.compareAndSet(this, Stage.LENT, Stage.CUT)) {
      lost = true;
      sever();
    }
  }

  private void sever() {
    try {
      cutter.cut(physical);
    } catch (SQLException | RuntimeException failure) {
      log.debug("{}: a connection could not be cut: {}", pool, failure.getClass().getName());
    }
  }

  /**
   * Gives the connection back, fit for the next user, or throws it away. For the {@linkplain
   * #isFirst first} only.
   *
   * @param uncommitted whether something is to be rolled back, which may take long
   * @param whyUnfit ends what is open; says why it cannot be lent again, or null
   */
  void giveBack(boolean uncommitted, Supplier<@Nullable String> whyUnfit) {
    Future<?> limit = uncommitted && !lost ? SpareThreads.after(ROLLBACK, this::cutRollback) : null;
    String unfit = lost ? whyLost : whyUnfit.get();
    if (limit != null) {
      limit.cancel(false);
    }
    boolean returned = STAGE.compareAndSet(this, Stage.LENT, Stage.RETURNED);
    String cut = returned ? null : whyCut;
    pool.takeBack(pooled, cut != null ? cut : lost ? whyLost : unfit);
  }

  private void cutRollback() {
    cut("rolling back took longer than " + ROLLBACK.toSeconds() + " s");
  }

  /**
   * Another thread is still inside the driver, whose lock it may hold for long. What it does must
   * not reach the next user, and who gives the connection back does not wait for it. For the
   * {@linkplain #isFirst first} only.
   *
   * @param running what the server would go on with otherwise, and keep its locks
   */
  void takeAway(RunningStatement running) {
    lost = true;
    running.stop();
    if (STAGE.compareAndSet(this, Stage.LENT, Stage.CUT)) {
      // A connection that is closed sends no cancel request any more.
      SpareThreads.after(
          GRACE,
          () -> {
            discardShared();
            sever();
          });
    } else {
      discardShared();
    }
  }

  private void discardShared() {
    pool.takeBack(pooled, "another thread still used it when it was returned");
  }
}
