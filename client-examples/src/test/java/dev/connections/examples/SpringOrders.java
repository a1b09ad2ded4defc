package dev.connections.examples;

import dev.connections.sql.SqlConnection;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Spring's JDBC and transactions on a SQL connection. */
final class SpringOrders {

  private final JdbcClient jdbc;
  private final TransactionTemplate transactions;

  SpringOrders(SqlConnection orders) {
    DataSource dataSource = orders.client(); // in Spring Boot: return it from a @Bean method
    jdbc = JdbcClient.create(dataSource);
    transactions = new TransactionTemplate(new JdbcTransactionManager(dataSource));
  }

  void add(String first, String second) {
    transactions.executeWithoutResult(
        status -> {
          jdbc.sql("insert into orders (name) values (?)").param(first).update();
          jdbc.sql("insert into orders (name) values (?)").param(second).update();
        });
  }

  List<String> names() {
    return jdbc.sql("select name from orders order by name").query(String.class).list();
  }
}
