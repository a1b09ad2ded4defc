package dev.connections.examples;

import dev.connections.sql.SqlConnection;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** JDBI on a SQL connection. */
final class JdbiOrders {

  private final Jdbi jdbi;

  JdbiOrders(SqlConnection orders) {
    jdbi = Jdbi.create(orders.client());
  }

  void add(String first, String second) {
    jdbi.useTransaction(
        handle -> {
          handle.execute("insert into orders (name) values (?)", first);
          handle.execute("insert into orders (name) values (?)", second);
        });
  }

  List<String> names() {
    return jdbi.withHandle(
        handle ->
            handle.createQuery("select name from orders order by name").mapTo(String.class).list());
  }
}
