package dev.connections.sql;

import dev.connections.sql.fixture.SqlFixture;
import dev.connections.testsupport.MariaDbServer;

/** MySQL's driver, on MariaDB: no MySQL server can be had here. */
class MySqlStatementsTest extends StatementsContract {

  @Override
  SqlFixture open() throws Exception {
    return SqlFixture.of(SqlFixture.mySql(MariaDbServer.shared().port(), 2));
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
