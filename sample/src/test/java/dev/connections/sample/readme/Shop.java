package dev.connections.sample.readme;

import dev.connections.Operation;
import dev.connections.annotations.ConnectionName;
import dev.connections.annotations.ConnectionRegistry;
import dev.connections.annotations.ConnectionSet;
import dev.connections.rest.RestConnection;
import dev.connections.rest.RestConnectionTypes;
import dev.connections.sql.SqlConnection;
import dev.connections.sql.SqlConnectionTypes;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** The README's example. */
@ConnectionRegistry(include = {SqlConnectionTypes.class, RestConnectionTypes.class})
@ConnectionSet
public interface Shop {
  @ConnectionName("orders-db")
  SqlConnection orders();

  @ConnectionName("catalog")
  RestConnection catalog();

  Operation COUNT_OPEN = Operation.read("count-open-orders").deadline(Duration.ofSeconds(2));

  static int openOrders() {
    try (OpenShop app = OpenShop.open(Path.of("connections.yaml"))) {
      return app.orders().execute(COUNT_OPEN, jdbc -> count(jdbc, "select count(*) from orders"));
    }
  }

  private static int count(Connection jdbc, String sql) throws SQLException {
    try (Statement statement = jdbc.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getInt(1);
    }
  }
}
