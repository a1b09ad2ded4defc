package startup;

import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A Quarkus application in command mode, with Quarkus' own pool. */
@QuarkusMain
public class Main implements QuarkusApplication {

  @Inject AgroalDataSource pool;

  /** Prints what {@code SELECT 1} gives. */
  @Override
  public int run(String... arguments) throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT 1")) {
      rows.next();
      System.out.println(rows.getInt(1));
    }
    return 0;
  }
}
