package dev.connections.examples;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;

import dev.connections.sql.SqlConnection;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/** jOOQ on a SQL connection. */
final class JooqOrders {

  private final DSLContext jooq;

  JooqOrders(SqlConnection orders, SQLDialect dialect) {
    jooq = DSL.using(orders.client(), dialect);
  }

  void add(String first, String second) {
    jooq.transaction(
        tx -> {
          tx.dsl().insertInto(table("orders"), field("name")).values(first).execute();
          tx.dsl().insertInto(table("orders"), field("name")).values(second).execute();
        });
  }

  List<String> names() {
    return jooq.select(field("name", String.class))
        .from(table("orders"))
        .orderBy(field("name"))
        .fetch(field("name", String.class));
  }
}
