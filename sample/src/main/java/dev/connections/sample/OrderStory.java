package dev.connections.sample;

import dev.connections.CloseReport;
import dev.connections.ConnectionProvider;
import dev.connections.ConnectionTypeDescriptor;
import dev.connections.ConnectionsConfiguration;
import dev.connections.failure.ConnectionException;
import dev.connections.monitoring.ConnectionSnapshot;
import dev.connections.monitoring.Health;
import dev.connections.monitoring.LifecycleState;
import dev.connections.monitoring.ServerMetadata;
import dev.connections.sample.peers.CatalogServer;
import dev.connections.sample.peers.MailServer;
import dev.connections.sample.peers.PostgresServer;
import dev.connections.sample.terminal.Colour;
import dev.connections.sample.terminal.Table;
import dev.connections.sample.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Tells what Connections is, by letting a small service live, suffer and end. */
public final class OrderStory {

  private static final Duration HEALTH = Duration.ofSeconds(5);

  private final Terminal terminal;
  private final Path configuration;

  OrderStory(Terminal terminal, Path configuration) {
    this.terminal = terminal;
    this.configuration = configuration;
  }

  /**
   * Runs the sample.
   *
   * @param arguments the configuration file; {@code connections.yaml} by default
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path file = Path.of(arguments.length == 0 ? "connections.yaml" : arguments[0]);
    new OrderStory(Terminal.standard(), file).tell();
  }

  void tell() throws IOException, InterruptedException {
    terminal.heading("Real systems start (in this process; nothing to install)");
    try (CatalogServer catalog = CatalogServer.start();
        MailServer mail = MailServer.start()) {
      @Nullable PostgresServer postgres = postgres();
      try {
        live(addresses(catalog, mail, postgres), postgres, mail);
      } finally {
        if (postgres != null) {
          postgres.close();
        }
      }
    }
  }

  private @Nullable PostgresServer postgres() {
    try {
      PostgresServer server = PostgresServer.start(Path.of("target", "servers"));
      terminal.say("PostgreSQL on port " + server.port() + ", an HTTP API, a mail server");
      return server;
    } catch (IOException failure) {
      terminal.say("PostgreSQL cannot start here: " + failure.getMessage(), Colour.YELLOW);
      terminal.say("The story goes on with H2 in its place.", Colour.YELLOW);
      return null;
    }
  }

  private ConnectionsConfiguration addresses(
      CatalogServer catalog, MailServer mail, @Nullable PostgresServer postgres) {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.put("CATALOG_PORT", Integer.toString(catalog.port()));
    environment.put("MAIL_PORT", Integer.toString(mail.port()));
    environment.put(
        "ORDERS_DB_PASSWORD", "kestrel-4711-quay"); // the server of this story trusts everybody
    ConnectionsConfiguration recipe = ConnectionsConfiguration.of(configuration);
    if (postgres == null) {
      environment.put("ORDERS_DB_PORT", "5432");
      recipe =
          recipe
              .with("connections.orders-db.type", "H2")
              .with("connections.orders-db.url", "jdbc:h2:mem:orders;DB_CLOSE_DELAY=-1");
    } else {
      environment.put("ORDERS_DB_PORT", Integer.toString(postgres.port()));
    }
    return recipe.environment(environment);
  }

  private void live(
      ConnectionsConfiguration recipe, @Nullable PostgresServer postgres, MailServer mail)
      throws IOException, InterruptedException {
    terminal.heading("The generated registry");
    registry();

    terminal.heading("One line opens everything (" + recipe + ")");
    try (OpenOrderConnections connections = OpenOrderConnections.open(recipe)) {
      ConnectionProvider provider = connections.provider();
      states(provider);

      OrderService service = new OrderService(connections);
      terminal.heading("The service works");
      work(service, mail);

      terminal.heading("Health, with what the servers say of themselves");
      health(provider);

      if (postgres != null) {
        terminal.heading("The database goes away under load");
        new Outage(terminal, connections, service).suffer(postgres);
      }

      terminal.heading("At the end");
      summary(provider);
      drain(provider);
    }
  }

  private void registry() {
    Table table = new Table("id", "type", "category", "description");
    for (ConnectionTypeDescriptor<?, ?> type : ConnectionTypes.all()) {
      table.row(Integer.toString(type.id()), type.name(), type.category(), type.description());
    }
    terminal.show(table);
  }

  private void states(ConnectionProvider provider) {
    for (ConnectionSnapshot connection : provider.snapshot().connections()) {
      boolean open = connection.lifecycle().state() == LifecycleState.CONNECTED;
      terminal.say(
          connection.name()
              + " is "
              + connection.lifecycle().state()
              + (open ? "" : ", its first use will open it"),
          open ? Colour.GREEN : Colour.GREY);
    }
  }

  private void work(OrderService service, MailServer mail) {
    service.createSchema();
    service.stock("grinder", 3);
    service.stock("cup", 100);
    for (int i = 1; i <= 3; i++) {
      Order order = service.place("customer" + i + "@example.org", "cup", i);
      terminal.say(
          "order "
              + order.id()
              + ": "
              + order.quantity()
              + " x "
              + order.sku()
              + " for "
              + order.cents()
              + " cents");
    }
    terminal.say(
        service.orders().size()
            + " orders in the database, "
            + mail.received()
            + " mails arrived, "
            + service.auditEntries()
            + " audit entries");
    try {
      service.place("greedy@example.org", "grinder", 4);
    } catch (ConnectionException refused) {
      terminal.say("an order for more than there is, refused by the database:", Colour.YELLOW);
      terminal.quote(refused.diagnosis().toString(), Colour.GREY);
    }
    terminal.say("and rolled back: still " + service.orders().size() + " orders");
  }

  private void health(ConnectionProvider provider) {
    Table table = new Table("name", "health", "answered in", "server");
    Map<String, Health> verdicts = provider.checkHealth(HEALTH);
    for (ConnectionSnapshot connection : provider.snapshot().connections()) {
      Health health = Objects.requireNonNull(verdicts.get(connection.name()));
      Duration took = health.responseTime();
      table.row(
          connection.name(),
          health.status().toString(),
          took == null ? "known already" : took.toMillis() + " ms",
          server(connection.server()));
    }
    terminal.show(table);
  }

  private static String server(@Nullable ServerMetadata server) {
    if (server == null) {
      return "";
    }
    return server.product() + (server.version() == null ? "" : " " + server.version());
  }

  private void summary(ConnectionProvider provider) {
    Table table =
        new Table("name", "type", "category", "state", "health", "operations", "failures");
    for (ConnectionSnapshot connection : provider.snapshot().connections()) {
      long done = connection.operations().succeeded() + connection.operations().failed();
      table.row(
          connection.name(),
          connection.type(),
          connection.category(),
          connection.lifecycle().state().toString(),
          connection.health().status().toString(),
          Long.toString(done),
          Long.toString(connection.operations().failed()));
    }
    terminal.show(table);
  }

  private void drain(ConnectionProvider provider) {
    CloseReport report = provider.close(Duration.ofSeconds(10));
    terminal.say(
        "closed in "
            + report.took().toMillis()
            + " ms, "
            + (report.isClean() ? "everything came back:" : "not everything came back:"),
        report.isClean() ? Colour.GREEN : Colour.YELLOW);
    terminal.quote(report.toString(), Colour.GREY);
  }
}
