package dev.connections.sql;

import dev.connections.Operation;
import dev.connections.sql.fixture.SqlFixture;
import dev.connections.sql.h2.H2Configuration;
import dev.connections.sql.postgresql.CopySource;
import dev.connections.sql.postgresql.PostgreSqlConnection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** A JVM that moves more rows than would fit into its memory, and prints how many there were. */
final class StreamProgram {

  private static final Operation EXPORT = Operation.read("export").deadline(Duration.ofMinutes(5));
  private static final Operation LOAD =
      Operation.nonIdempotent("load").deadline(Duration.ofMinutes(5));

  private static final String H2 = "jdbc:h2:mem:stream;LAZY_QUERY_EXECUTION=1";
  private static final String TEXT = "x".repeat(200);

  private StreamProgram() {}

  /**
   * Moves them.
   *
   * @param arguments what to do, the port of the server, how many rows
   */
  public static void main(String[] arguments) {
    int port = Integer.parseInt(arguments[1]);
    long rows = Long.parseLong(arguments[2]);
    long moved =
        switch (arguments[0]) {
          case "PostgreSql" ->
              streamed(
                  SqlFixture.of(SqlFixture.app(port, 1)),
                  "SELECT repeat('x', 200) FROM generate_series(1, " + rows + ")");
          case "H2" ->
              streamed(
                  SqlFixture.of(
                      new H2Configuration(
                          H2,
                          "sa",
                          Optional.empty(),
                          SqlPoolSettings.ofSize(1),
                          false,
                          Optional.empty())),
                  "SELECT REPEAT('x', 200) FROM SYSTEM_RANGE(1, " + rows + ")");
          case "MariaDb" -> streamed(SqlFixture.of(SqlFixture.mariaDb(port, 1)), ofSequence(rows));
          case "MySql" -> streamed(SqlFixture.of(SqlFixture.mySql(port, 1)), ofSequence(rows));
          case "copy" -> copied(SqlFixture.of(SqlFixture.app(port, 1)), rows);
          default -> throw new IllegalArgumentException(arguments[0]);
        };
    System.out.println("moved " + moved);
  }

  private static String ofSequence(long rows) {
    return "SELECT REPEAT('x', 200) FROM seq_1_to_" + rows;
  }

  private static long streamed(SqlFixture opened, String sql) {
    try (SqlFixture fixture = opened) {
      return fixture.connection().<String, Long>stream(
          EXPORT, sql, row -> row.getString(1), Stream::count);
    }
  }

  private static long copied(SqlFixture opened, long rows) {
    try (SqlFixture fixture = opened) {
      PostgreSqlConnection orders = (PostgreSqlConnection) fixture.connection();
      orders.update(LOAD, "CREATE TABLE copied (id BIGINT, item TEXT)");
      orders.copyIn(
          LOAD,
          "COPY copied FROM STDIN",
          CopySource.rows(() -> LongStream.range(0, rows).iterator(), id -> List.of(id, TEXT)));
      long out = orders.copyOut(EXPORT, "COPY copied TO STDOUT", row -> {});
      orders.update(LOAD, "DROP TABLE copied");
      return out;
    }
  }
}
