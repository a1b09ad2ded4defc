package dev.connections.testing.sqlserver;

import java.util.function.Function;

/** Says how a {@link FakeSqlServer} answers. Used by a thread for each session. */
@FunctionalInterface
public interface SqlServerScript {

  /** Answers every statement by its text; one that asks for {@code SELECT 1} gets it. */
  static SqlServerScript of(Function<String, SqlServerAnswer> answers) {
    return login -> (sql, parameters) -> answers.apply(sql);
  }

  /** A client has logged in. */
  SqlServerSession begin(SqlServerLogin login);
}
