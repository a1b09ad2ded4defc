package dev.connections.sql;

import static dev.connections.sql.fixture.Statements.number;
import static dev.connections.sql.fixture.Statements.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.connections.Operation;
import dev.connections.Secret;
import dev.connections.failure.Outcome;
import dev.connections.failure.PermanentConnectionException;
import dev.connections.sql.fixture.SqlFixture;
import dev.connections.sql.mariadb.MariaDbConfiguration;
import dev.connections.sql.mysql.MySqlConfiguration;
import dev.connections.testsupport.MariaDbServer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Batches as the drivers of MariaDB and MySQL send them, plainly and rewritten. */
@Timeout(60)
class RewrittenBatchTest {

  private static final Operation LOAD = Operation.nonIdempotent("load");
  private static final String MARIA_DB = "useBulkStmtsForInserts";
  private static final String MY_SQL = "rewriteBatchedStatements";
  private static final int COUNT = 2_500;

  private final String table = "t_" + UUID.randomUUID().toString().replace('-', '_');

  private static SqlFixture open(String property, boolean rewritten) throws Exception {
    int port = MariaDbServer.shared().port();
    Optional<Secret> password =
        Optional.of(Secret.of("${env:DB_PASSWORD}", () -> MariaDbServer.PASSWORD));
    Map<String, String> properties = Map.of(property, String.valueOf(rewritten));
    return property.equals(MARIA_DB)
        ? SqlFixture.of(
            new MariaDbConfiguration(
                MariaDbServer.url(port),
                "app",
                password,
                SqlPoolSettings.ofSize(2),
                false,
                Optional.empty(),
                Optional.of(TlsMode.DISABLE),
                Optional.empty(),
                Optional.empty(),
                properties))
        : SqlFixture.of(
            new MySqlConfiguration(
                MariaDbServer.url(port).replace("jdbc:mariadb:", "jdbc:mysql:"),
                "app",
                password,
                SqlPoolSettings.ofSize(2),
                false,
                Optional.empty(),
                Optional.of(TlsMode.DISABLE),
                Optional.empty(),
                Optional.empty(),
                properties));
  }

  private static long load(SqlConnection orders, String sql, Stream<Integer> ids) {
    return orders.batch(
        LOAD,
        sql,
        ids::iterator,
        (statement, id) -> {
          statement.setInt(1, id);
          statement.setString(2, "item " + id);
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {MARIA_DB, MY_SQL})
  void aBatchIsTheSameWholePlainOrRewritten(String property) throws Exception {
    String insert = "INSERT INTO " + table + " (id, item) VALUES (?, ?)";
    String ignore = "INSERT IGNORE INTO " + table + " (id, item) VALUES (?, ?)";
    for (boolean rewritten : List.of(false, true)) {
      try (SqlFixture fixture = open(property, rewritten)) {
        SqlConnection orders = fixture.connection();
        orders.run(
            LOAD,
            jdbc -> update(jdbc, "CREATE TABLE " + table + " (id INT PRIMARY KEY, item TEXT)"));
        assertThat(load(orders, insert, IntStream.range(0, COUNT).boxed())).isEqualTo(COUNT);
        assertThat(rows(orders)).isEqualTo(COUNT);
        assertThat(load(orders, ignore, Stream.of(1, COUNT))).isEqualTo(2);
        assertThat(rows(orders)).isEqualTo(COUNT + 1);

        assertThatExceptionOfType(PermanentConnectionException.class)
            .isThrownBy(() -> load(orders, insert, Stream.of(COUNT + 1, COUNT + 2, 7, COUNT + 3)))
            .satisfies(
                failure -> {
                  assertThat(failure.diagnosis().outcome()).isEqualTo(Outcome.NOT_APPLIED);
                  assertThat(failure.detail(SqlError.class).orElseThrow().problem())
                      .isEqualTo(SqlProblem.UNIQUE_VIOLATION);
                });
        assertThat(rows(orders)).isEqualTo(COUNT + 1);
        orders.run(LOAD, jdbc -> update(jdbc, "DROP TABLE " + table));
      }
    }
  }

  private int rows(SqlConnection orders) {
    return orders.<Integer>execute(
        Operation.read("count"), jdbc -> number(jdbc, "SELECT count(*) FROM " + table));
  }
}
