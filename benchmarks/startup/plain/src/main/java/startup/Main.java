package startup;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** A pool, made and configured in code. */
public final class Main {

  private Main() {}

  /** Prints what {@code SELECT 1} gives. */
  public static void main(String[] arguments) throws SQLException {
    HikariConfig settings = new HikariConfig();
    settings.setJdbcUrl("jdbc:h2:mem:startup");
    settings.setUsername("sa");
    settings.setMaximumPoolSize(10);
    try (HikariDataSource pool = new HikariDataSource(settings)) {
      System.out.println(selectOne(pool));
    }
  }

  private static int selectOne(DataSource pool) throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT 1")) {
      rows.next();
      return rows.getInt(1);
    }
  }
}
