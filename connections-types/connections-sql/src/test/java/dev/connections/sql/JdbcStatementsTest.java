package dev.connections.sql;

import dev.connections.sql.fixture.SqlFixture;
import dev.connections.sql.jdbc.JdbcConfiguration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** On HSQLDB, which has no type of its own. */
class JdbcStatementsTest extends StatementsContract {

  @Override
  SqlFixture open() {
    return SqlFixture.of(
        new JdbcConfiguration(
            "jdbc:hsqldb:mem:" + UUID.randomUUID(),
            Optional.of("SA"),
            Optional.empty(),
            SqlPoolSettings.DEFAULT,
            false,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Map.of()));
  }
}
