package dev.connections.sql;

import dev.connections.sql.fixture.SqlFixture;
import dev.connections.testsupport.PostgresServer;

class PostgreSqlStatementsTest extends StatementsContract {

  @Override
  SqlFixture open() throws Exception {
    return SqlFixture.of(SqlFixture.app(PostgresServer.shared().port(), 2));
  }
}
