package dev.connections.examples;

import dev.connections.sql.SqlConnection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.List;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.hibernate.cfg.JdbcSettings;

/** Hibernate on a SQL connection; closed before the provider is. */
final class HibernateOrders implements AutoCloseable {

  /** A row. */
  @Entity(name = "Order")
  @Table(name = "orders")
  static class Order {
    @Id String name = "";
  }

  private final SessionFactory sessions;

  HibernateOrders(SqlConnection orders) {
    Configuration configuration = new Configuration().addAnnotatedClass(Order.class);
    configuration.getProperties().put(JdbcSettings.JAKARTA_NON_JTA_DATASOURCE, orders.client());
    sessions = configuration.buildSessionFactory();
  }

  List<String> names() {
    return sessions.fromSession(
        session ->
            session.createQuery("select o.name from Order o order by o.name", String.class).list());
  }

  void add(String name) {
    sessions.inTransaction(
        session -> {
          Order order = new Order();
          order.name = name;
          session.persist(order);
        });
  }

  @Override
  public void close() {
    sessions.close();
  }
}
