package dev.connections.sql.postgresql;

/**
 * How a connection pooler between the application and PostgreSQL, such as PgBouncer, shares the
 * server's sessions. What a session carries from one transaction to the next depends on it.
 */
public enum PoolerMode {
  /** There is none: each connection has a session of the server of its own. */
  NONE,

  /**
   * A session is the application's own while its connection is open ({@code pool_mode = session}).
   * {@code schema}, {@code statementTimeout} and {@code options} are set by statements, since
   * poolers reject them as startup parameters.
   */
  SESSION,

  /**
   * A session is the application's own for one transaction ({@code pool_mode = transaction}).
   * Nothing is set that outlives a transaction: reads run in read-only transactions, statements are
   * not prepared on the server, and {@code schema}, {@code statementTimeout}, {@code options} and
   * {@code pool.connectionInitSql} are rejected. So are statements that would change the session
   * for others: {@code SET} without {@code LOCAL}, {@code LISTEN}, {@code PREPARE}, temporary
   * tables, advisory locks of the session. {@code pool_mode = statement} is not supported.
   */
  TRANSACTION
}
