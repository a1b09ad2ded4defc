package dev.connections.sample.readme;

import dev.connections.Operation;
import dev.connections.failure.PermanentConnectionException;
import dev.connections.sql.SqlConnection;
import dev.connections.sql.SqlError;
import dev.connections.sql.SqlProblem;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** The example of {@code docs/failures.md}. */
final class KnownCustomers {

  private static final Operation ADD = Operation.nonIdempotent("add-customer");

  private KnownCustomers() {}

  static boolean addIfNew(SqlConnection customers, String email) {
    try {
      customers.run(ADD, jdbc -> insert(jdbc, email));
      return true;
    } catch (PermanentConnectionException e) {
      SqlProblem problem = e.detail(SqlError.class).map(SqlError::problem).orElse(SqlProblem.OTHER);
      if (problem == SqlProblem.UNIQUE_VIOLATION) {
        return false;
      }
      throw e;
    }
  }

  private static void insert(Connection jdbc, String email) throws SQLException {
    try (PreparedStatement insert =
        jdbc.prepareStatement("insert into customers (email) values (?)")) {
      insert.setString(1, email);
      insert.executeUpdate();
    }
  }
}
