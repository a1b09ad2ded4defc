package startup;

import com.zaxxer.hikari.HikariDataSource;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The query. */
final class SelectOne {

  private final HikariDataSource pool;

  @Inject
  SelectOne(HikariDataSource pool) {
    this.pool = pool;
  }

  int ask() throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT 1")) {
      rows.next();
      return rows.getInt(1);
    }
  }
}
