package dev.connections.sql.internal.connection;

import static dev.connections.sql.fixture.Statements.number;
import static dev.connections.sql.fixture.Statements.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connections.Operation;
import dev.connections.failure.ConnectionException;
import dev.connections.sql.SqlConnection;
import dev.connections.sql.SqlLease;
import dev.connections.sql.SqlStatements;
import dev.connections.sql.fixture.SqlFixture;
import dev.connections.sql.h2.H2Configuration;
import dev.connections.testsupport.PostgresServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Parts of a transaction that are undone by themselves. */
@Tag("situation")
@Timeout(60)
class SavepointTest {

  private static final Operation PLACE = Operation.nonIdempotent("place");
  private static final Operation FIND = Operation.read("find");

  /** Where it is tried. */
  enum Database {
    POSTGRESQL,
    H2
  }

  private final List<SqlFixture> opened = new ArrayList<>();

  private SqlConnection open(Database database) throws Exception {
    SqlFixture fixture =
        database == Database.POSTGRESQL
            ? SqlFixture.of(SqlFixture.app(PostgresServer.shared().port(), 1))
            : SqlFixture.of(H2Configuration.of("jdbc:h2:mem:" + UUID.randomUUID()));
    opened.add(fixture);
    SqlConnection orders = fixture.connection();
    orders.run(jdbc -> update(jdbc, "DROP TABLE IF EXISTS savepoint_item"));
    orders.run(jdbc -> update(jdbc, "CREATE TABLE savepoint_item (id INT PRIMARY KEY)"));
    return orders;
  }

  @AfterEach
  void close() {
    for (SqlFixture fixture : opened) {
      fixture.connection().run(jdbc -> update(jdbc, "DROP TABLE savepoint_item"));
      fixture.close();
    }
  }

  private static int insert(Connection jdbc, int id) throws SQLException {
    return update(jdbc, "INSERT INTO savepoint_item VALUES (" + id + ")");
  }

  private static List<Integer> stored(SqlConnection orders) {
    return orders.query(FIND, "SELECT id FROM savepoint_item ORDER BY id", row -> row.getInt(1));
  }

  @ParameterizedTest
  @EnumSource
  void afterAFailureInASavepointTheTransactionGoesOn(Database database) throws Exception {
    SqlConnection orders = open(database);
    int value =
        orders.inTransaction(
            PLACE,
            jdbc -> {
              insert(jdbc, 1);
              assertThatThrownBy(
                      () ->
                          SqlStatements.runInSavepoint(
                              jdbc,
                              part -> {
                                assertThat(part).isSameAs(jdbc);
                                insert(part, 2);
                                insert(part, 1);
                              }))
                  .isInstanceOf(SQLException.class);
              return SqlStatements.inSavepoint(jdbc, part -> insert(part, 3));
            });
    assertThat(value).isEqualTo(1);
    assertThat(stored(orders)).containsExactly(1, 3);
  }

  @ParameterizedTest
  @EnumSource
  void savepointsNest(Database database) throws Exception {
    SqlConnection orders = open(database);
    orders.runInTransaction(
        PLACE,
        jdbc ->
            SqlStatements.runInSavepoint(
                jdbc,
                outer -> {
                  insert(outer, 1);
                  assertThatThrownBy(
                          () ->
                              SqlStatements.runInSavepoint(
                                  outer,
                                  inner -> {
                                    insert(inner, 2);
                                    throw new IllegalArgumentException("its own");
                                  }))
                      .isInstanceOf(IllegalArgumentException.class);
                  insert(outer, 3);
                }));
    assertThat(stored(orders)).containsExactly(1, 3);
  }

  @ParameterizedTest
  @EnumSource
  void theFailureOfACallThatHasJoinedIsUndoneByASavepointAroundIt(Database database)
      throws Exception {
    SqlConnection orders = open(database);
    orders.runInTransaction(
        PLACE,
        jdbc -> {
          insert(jdbc, 1);
          assertThatThrownBy(
                  () ->
                      SqlStatements.runInSavepoint(
                          jdbc, part -> orders.runInTransaction(PLACE, same -> insert(same, 1))))
              .isInstanceOf(ConnectionException.class);
          orders.run(PLACE, same -> insert(same, 2));
        });
    assertThat(stored(orders)).containsExactly(1, 2);
  }

  @ParameterizedTest
  @EnumSource
  void aCallThatHasJoinedMayUseASavepointItself(Database database) throws Exception {
    SqlConnection orders = open(database);
    orders.runInTransaction(
        PLACE,
        jdbc -> {
          insert(jdbc, 1);
          orders.runInTransaction(
              PLACE,
              same ->
                  assertThatThrownBy(
                          () -> SqlStatements.runInSavepoint(same, part -> insert(part, 1)))
                      .isInstanceOf(SQLException.class));
        });
    assertThat(stored(orders)).containsExactly(1);
  }

  @ParameterizedTest
  @EnumSource
  void aFailureFromBeforeTheSavepointIsNotUndoneByIt(Database database) throws Exception {
    SqlConnection orders = open(database);
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                orders.runInTransaction(
                    PLACE,
                    jdbc -> {
                      assertThatThrownBy(
                              () ->
                                  orders.run(
                                      PLACE,
                                      same -> {
                                        throw new IllegalArgumentException("its own");
                                      }))
                          .isInstanceOf(IllegalArgumentException.class);
                      assertThatThrownBy(
                              () ->
                                  SqlStatements.runInSavepoint(
                                      jdbc,
                                      part -> {
                                        throw new IllegalArgumentException("later");
                                      }))
                          .hasMessage("later");
                    }))
        .withMessageContaining("was rolled back");
  }

  /** What the work hides would come out as the failure of a later statement. */
  @ParameterizedTest
  @EnumSource(names = "POSTGRESQL")
  void aFailureThatTheWorkOfASavepointHidesIsToldAtItsEnd(Database database) throws Exception {
    SqlConnection orders = open(database);
    orders.runInTransaction(
        PLACE,
        jdbc -> {
          insert(jdbc, 1);
          assertThatThrownBy(
                  () ->
                      SqlStatements.runInSavepoint(
                          jdbc,
                          part ->
                              assertThatThrownBy(() -> insert(part, 1))
                                  .isInstanceOf(SQLException.class)))
              .isInstanceOf(SQLException.class);
          insert(jdbc, 2);
        });
    assertThat(stored(orders)).containsExactly(1, 2);
  }

  @ParameterizedTest
  @EnumSource
  void withoutATransactionThereIsNothingToGoBackTo(Database database) throws Exception {
    SqlConnection orders = open(database);
    try (SqlLease lease = orders.lease(PLACE)) {
      Connection jdbc = lease.resource();
      assertThatIllegalStateException()
          .isThrownBy(() -> SqlStatements.inSavepoint(jdbc, part -> insert(part, 1)))
          .withMessageContaining("inTransaction");
      jdbc.setAutoCommit(false);
      assertThat(SqlStatements.<Integer>inSavepoint(jdbc, part -> insert(part, 1))).isEqualTo(1);
      jdbc.commit();
    }
    assertThat(
            orders.<Integer>execute(
                FIND, jdbc -> number(jdbc, "SELECT count(*) FROM savepoint_item")))
        .isEqualTo(1);
  }
}
