package dev.connections.sql;

import dev.connections.sql.fixture.SqlFixture;
import dev.connections.testsupport.MariaDbServer;

class MariaDbStatementsTest extends StatementsContract {

  @Override
  SqlFixture open() throws Exception {
    return SqlFixture.of(SqlFixture.mariaDb(MariaDbServer.shared().port(), 2));
  }

  @Override
  String generatedKey() {
    return "BIGINT AUTO_INCREMENT PRIMARY KEY";
  }

  @Override
  String instant() {
    return "TIMESTAMP(6) NULL";
  }
}
