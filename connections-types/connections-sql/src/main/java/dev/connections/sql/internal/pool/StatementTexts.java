package dev.connections.sql.internal.pool;

import dev.connections.sql.internal.dialect.SqlDialect;
import dev.connections.sql.internal.text.SessionEffect;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * What statements may do, by their texts: each is read once, not each time it is sent. Most
 * applications send the same few hundred texts again and again, and reading one costs more than all
 * else that is done about it here. Thread-safe.
 */
final class StatementTexts {

  private static final int SLOTS = 256;

  /** A longer one is read each time, so that what is kept is never much. */
  private static final int LONGEST = 2_000;

  /**
   * What a text may do.
   *
   * @param sql the text
   * @param commitsAlone whether it may commit something and fail, outside of a transaction
   * @param commitsInTransaction the same inside of one
   * @param effect what it may do to the session
   * @param rejection why it must not run; null if it may
   */
  record Meaning(
      String sql,
      boolean commitsAlone,
      boolean commitsInTransaction,
      SessionEffect effect,
      @Nullable String rejection) {

    /** Whether it may commit something and fail. */
    boolean mayCommit(boolean autoCommit) {
      return autoCommit ? commitsAlone : commitsInTransaction;
    }
  }

  private final SqlDialect dialect;

  /** By the hash of the text; the last one that came to a slot is kept. */
  private final AtomicReferenceArray<@Nullable Meaning> known = new AtomicReferenceArray<>(SLOTS);

  StatementTexts(SqlDialect dialect) {
    this.dialect = dialect;
  }

  /** What a text may do. */
  Meaning of(String sql) {
    int hash = sql.hashCode();
    int slot = (hash ^ (hash >>> 16)) & (SLOTS - 1);
    Meaning kept = known.get(slot);
    if (kept != null && kept.sql().equals(sql)) {
      return kept;
    }
    Meaning read = read(sql);
    // What changes a session is rare, and may hold a password: CREATE ROLE … PASSWORD '…'.
    if (read.effect() == SessionEffect.NONE && sql.length() <= LONGEST) {
      known.setRelease(slot, read);
    }
    return read;
  }

  private Meaning read(String sql) {
    SessionEffect effect = dialect.effectOf(sql);
    boolean alone = dialect.mayCommit(sql, true);
    return new Meaning(
        sql,
        alone,
        // What commits inside, commits alone.
        (alone && dialect.mayCommit(sql, false)) || dialect.commitsTransaction(sql),
        effect,
        effect == SessionEffect.NONE ? dialect.rejection(sql) : null);
  }
}
