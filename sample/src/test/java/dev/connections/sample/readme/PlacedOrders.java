package dev.connections.sample.readme;

import dev.connections.Operation;
import dev.connections.failure.ConnectionException;
import dev.connections.sql.SqlConnection;
import dev.connections.sql.SqlStatements;
import dev.connections.sql.TransactionOptions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** The examples of {@code docs/sql.md}. */
record PlacedOrders(SqlConnection orders, Stock stock) {

  private static final Operation PLACE = Operation.nonIdempotent("place-order");
  private static final Operation RESERVE = Operation.nonIdempotent("reserve");
  private static final Operation AUDIT = Operation.nonIdempotent("audit");

  void place(String order) {
    orders.runInTransaction(
        PLACE,
        jdbc -> {
          insert(jdbc, "orders", order);
          stock.reserve(order); // calls orders.runInTransaction(RESERVE, ...): joins
        });
  }

  void placeRepeatably(String order) {
    orders.runInTransaction(
        PLACE,
        TransactionOptions.serializable().repeatable(3),
        jdbc -> insert(jdbc, "orders", order));
  }

  void placeVerified(String order) {
    orders.runInTransaction(
        PLACE,
        TransactionOptions.serializable().repeatable(3).verifiedBy(jdbc -> exists(jdbc, order)),
        jdbc -> insert(jdbc, "orders", order));
  }

  void placeOrPutBack(String order) {
    orders.runInTransaction(
        PLACE,
        jdbc -> {
          insert(jdbc, "orders", order);
          try {
            SqlStatements.runInSavepoint(jdbc, part -> stock.reserve(order)); // joins
          } catch (ConnectionException noStock) {
            insert(jdbc, "backlog", order);
          }
        });
  }

  void audit(String what) {
    orders.runInTransaction(
        AUDIT, TransactionOptions.DEFAULT.requiresNew(), jdbc -> insert(jdbc, "audit", what));
  }

  record Stock(SqlConnection orders) {

    void reserve(String order) {
      orders.runInTransaction(RESERVE, jdbc -> insert(jdbc, "reservations", order));
    }
  }

  private static boolean exists(Connection jdbc, String order) throws SQLException {
    return SqlStatements.queryOne(
            jdbc, "select value from orders where value = ?", row -> row.getString(1), order)
        .isPresent();
  }

  private static void insert(Connection jdbc, String table, String value) throws SQLException {
    try (PreparedStatement insert =
        jdbc.prepareStatement("insert into " + table + " (value) values (?)")) {
      insert.setString(1, value);
      insert.executeUpdate();
    }
  }
}
