package dev.connections.sql.postgresql;

import dev.connections.sql.internal.dialect.SqlDialect;
import dev.connections.sql.internal.failure.SqlStateFailures;

/** PostgreSQL without a registry, for tests of what lies below. */
public final class PostgreSqlFixture {

  private PostgreSqlFixture() {}

  /** What its failures mean. */
  public static SqlStateFailures failures() {
    return new SqlStateFailures(PostgreSqlStates.RULES, new PostgreSqlErrors());
  }

  /** The dialect of a connection. */
  public static SqlDialect dialect(String name, PostgreSqlConfiguration configuration) {
    return new PostgreSqlDialect(name, configuration);
  }
}
