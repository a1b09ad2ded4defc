package dev.connections.sample.readme;

import dev.connections.Operation;
import dev.connections.sql.SqlConnection;
import dev.connections.sql.SqlLease;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** The first examples of {@code docs/sql.md}. */
record OrderReports(SqlConnection orders) {

  static final Operation COUNT = Operation.read("count-orders");
  static final Operation ARCHIVE =
      Operation.idempotent("archive-orders").deadline(Duration.ofMinutes(2));
  static final Operation EXPORT = Operation.read("export-orders");

  int count() {
    return orders.execute(COUNT, jdbc -> number(jdbc, "select count(*) from orders"));
  }

  void archive() {
    orders.run(ARCHIVE, jdbc -> update(jdbc, "delete from orders where value = 'old'"));
  }

  CompletableFuture<Integer> countLater() {
    return orders.executeAsync(COUNT, jdbc -> number(jdbc, "select count(*) from orders"));
  }

  void export(Consumer<String> out) throws SQLException {
    try (SqlLease lease = orders.lease(EXPORT);
        Statement statement = lease.resource().createStatement();
        ResultSet rows = statement.executeQuery("select value from orders order by value")) {
      while (rows.next()) {
        out.accept(rows.getString(1));
      }
    }
  }

  private static int number(Connection jdbc, String sql) throws SQLException {
    try (Statement statement = jdbc.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getInt(1);
    }
  }

  private static void update(Connection jdbc, String sql) throws SQLException {
    try (Statement statement = jdbc.createStatement()) {
      statement.executeUpdate(sql);
    }
  }
}
