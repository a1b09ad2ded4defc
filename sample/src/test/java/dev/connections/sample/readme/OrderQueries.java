package dev.connections.sample.readme;

import dev.connections.Operation;
import dev.connections.sql.SqlConnection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The short forms of {@code docs/sql.md}. */
record OrderQueries(SqlConnection orders) {

  static final Operation FIND = Operation.read("find-orders");
  static final Operation PLACE = Operation.nonIdempotent("place-order");
  static final Operation CANCEL = Operation.idempotent("cancel-orders");
  static final Operation EXPORT = Operation.read("export-orders");

  List<String> of(String customer) {
    return orders.query(
        FIND, "select item from orders where customer = ?", row -> row.getString("item"), customer);
  }

  Optional<String> byId(long id) {
    return orders.queryOne(
        FIND, "select item from orders where id = ?", row -> row.getString(1), id);
  }

  long place(String customer, String item) {
    return orders
        .updateReturning(
            PLACE,
            "insert into orders (customer, item) values (?, ?)",
            List.of("id"),
            row -> row.getLong(1),
            customer,
            item)
        .get(0);
  }

  long cancelOlderThan(Instant limit) {
    return orders.update(CANCEL, "delete from orders where placed < ?", limit);
  }

  void placeAll(String customer, List<String> items) {
    orders.batch(
        PLACE,
        "insert into orders (customer, item) values (?, ?)",
        items,
        (statement, item) -> {
          statement.setString(1, customer);
          statement.setString(2, item);
        });
  }

  int longestItem() {
    return orders.stream(
        EXPORT,
        "select item from orders",
        row -> row.getString(1),
        items -> items.mapToInt(String::length).max().orElse(0));
  }
}
