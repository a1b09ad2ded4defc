package dev.connections.sample.readme;

import dev.connections.Operation;
import dev.connections.sql.postgresql.CopySink;
import dev.connections.sql.postgresql.CopySource;
import dev.connections.sql.postgresql.PostgreSqlConnection;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The examples of {@code docs/sql.md} for many rows at once. */
final class LoadedOrders {

  private static final Operation LOAD =
      Operation.nonIdempotent("load-orders").deadline(Duration.ofMinutes(10));
  private static final Operation EXPORT =
      Operation.read("export-orders").deadline(Duration.ofMinutes(10));

  private record Order(long id, String item) {}

  private final PostgreSqlConnection orders;

  LoadedOrders(PostgreSqlConnection orders) {
    this.orders = orders;
  }

  void load(Path file, Iterable<Order> parsed) {
    orders.copyIn(
        LOAD,
        "copy orders (id, item) from stdin",
        CopySource.rows(parsed, order -> List.of(order.id(), order.item())));
    orders.copyIn(LOAD, "copy orders from stdin (format csv)", out -> Files.copy(file, out));
  }

  void export(OutputStream out) {
    orders.copyOut(EXPORT, "copy orders to stdout (format csv)", CopySink.to(out));
  }
}
