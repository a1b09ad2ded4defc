package dev.connections.sample;

import dev.connections.Operation;
import dev.connections.sample.smtp.Mail;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the business wants; nothing in it opens, retries, times out or closes anything. */
public final class OrderService {

  private static final Operation CREATE_SCHEMA = Operation.idempotent("create-schema");
  private static final Operation FIND_ORDERS =
      Operation.read("find-orders").deadline(Duration.ofSeconds(2));
  private static final Operation SET_STOCK = Operation.idempotent("set-stock");
  private static final Operation PLACE_ORDER = Operation.nonIdempotent("place-order");
  private static final Operation WRITE_AUDIT = Operation.nonIdempotent("write-audit");
  private static final Operation COUNT_AUDIT = Operation.read("count-audit");

  private final OrderConnections connections;

  /** A service over its external systems. */
  public OrderService(OrderConnections connections) {
    this.connections = connections;
  }

  /** Creates the tables that are missing. */
  public void createSchema() {
    connections
        .orders()
        .run(
            CREATE_SCHEMA,
            jdbc ->
                execute(
                    jdbc,
                    "create table if not exists orders (id bigint generated always as identity"
                        + " primary key, customer varchar(200) not null, sku varchar(50) not null,"
                        + " quantity int not null, cents int not null)",
                    "create table if not exists stock (sku varchar(50) primary key, quantity int"
                        + " not null check (quantity >= 0))"));
    connections
        .audit()
        .run(
            CREATE_SCHEMA,
            jdbc -> execute(jdbc, "create table if not exists audit (entry varchar(500))"));
  }

  /** Sets how many of a product there are. */
  public void stock(String sku, int quantity) {
    connections
        .orders()
        .runInTransaction(
            SET_STOCK,
            jdbc -> {
              try (PreparedStatement delete =
                      jdbc.prepareStatement("delete from stock where sku = ?");
                  PreparedStatement insert =
                      jdbc.prepareStatement("insert into stock values (?, ?)")) {
                delete.setString(1, sku);
                delete.executeUpdate();
                insert.setString(1, sku);
                insert.setInt(2, quantity);
                insert.executeUpdate();
              }
            });
  }

  /**
   * Takes an order: asks for the price, writes order and stock in one transaction, sends a mail.
   */
  public Order place(String customer, String sku, int quantity) {
    Product product = price(sku);
    Order order =
        connections
            .orders()
            .inTransaction(PLACE_ORDER, jdbc -> write(jdbc, customer, product, quantity));
    connections.catalog().post("/reservations", new Reservation(sku, quantity), Reservation.class);
    connections
        .mail()
        .send(
            new Mail(
                "shop@example.org",
                customer,
                "Your order " + order.id(),
                quantity + " x " + sku + " for " + order.cents() / 100.0 + " EUR"));
    connections.audit().run(WRITE_AUDIT, jdbc -> audit(jdbc, "placed " + order.id()));
    return order;
  }

  /** What a product costs. */
  public Product price(String sku) {
    return connections.catalog().get("/products/{sku}", Map.of("sku", sku), Product.class);
  }

  /** All orders. */
  public List<Order> orders() {
    return connections.orders().execute(FIND_ORDERS, OrderService::readAll);
  }

  /** How many audit entries there are. */
  public int auditEntries() {
    return connections
        .audit()
        .execute(
            COUNT_AUDIT,
            jdbc -> {
              try (Statement statement = jdbc.createStatement();
                  ResultSet rows = statement.executeQuery("select count(*) from audit")) {
                rows.next();
                return rows.getInt(1);
              }
            });
  }

  private static Order write(Connection jdbc, String customer, Product product, int quantity)
      throws SQLException {
    int cents = product.cents() * quantity;
    try (PreparedStatement take =
            jdbc.prepareStatement("update stock set quantity = quantity - ? where sku = ?");
        PreparedStatement insert =
            jdbc.prepareStatement(
                "insert into orders (customer, sku, quantity, cents) values (?, ?, ?, ?)",
                new String[] {"id"})) {
      take.setInt(1, quantity);
      take.setString(2, product.sku());
      take.executeUpdate();
      insert.setString(1, customer);
      insert.setString(2, product.sku());
      insert.setInt(3, quantity);
      insert.setInt(4, cents);
      insert.executeUpdate();
      try (ResultSet keys = insert.getGeneratedKeys()) {
        keys.next();
        return new Order(keys.getLong(1), customer, product.sku(), quantity, cents);
      }
    }
  }

  private static List<Order> readAll(Connection jdbc) throws SQLException {
    List<Order> orders = new ArrayList<>();
    try (Statement statement = jdbc.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select id, customer, sku, quantity, cents from orders order by id")) {
      while (rows.next()) {
        orders.add(
            new Order(
                rows.getLong(1),
                rows.getString(2),
                rows.getString(3),
                rows.getInt(4),
                rows.getInt(5)));
      }
    }
    return orders;
  }

  private static void audit(Connection jdbc, String entry) throws SQLException {
    try (PreparedStatement insert = jdbc.prepareStatement("insert into audit values (?)")) {
      insert.setString(1, entry);
      insert.executeUpdate();
    }
  }

  private static void execute(Connection jdbc, String... statements) throws SQLException {
    try (Statement statement = jdbc.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }
}
