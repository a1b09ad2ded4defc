package dev.connections.sql;

import dev.connections.sql.fixture.SqlFixture;
import dev.connections.testsupport.MariaDbServer;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class MariaDbTransfersTest extends TransfersContract {

  private MariaDbServer server;

  @BeforeEach
  void makeTables() throws Exception {
    server = MariaDbServer.shared();
    server.asAdministrator(
        "DROP TABLE IF EXISTS app.account, app.history",
        "CREATE TABLE app.account (id INT PRIMARY KEY, balance BIGINT)",
        "CREATE TABLE app.history (id BIGINT, amount INT)");
  }

  @AfterEach
  void dropTables() throws Exception {
    server.asAdministrator("DROP TABLE app.account, app.history");
  }

  @Override
  int server() {
    return server.port();
  }

  @Override
  SqlFixture open(int port) {
    return SqlFixture.of(SqlFixture.mariaDb(port, 16));
  }

  @Override
  Connection observer() throws SQLException {
    return server.observer();
  }

  @Override
  int sessions() throws SQLException {
    return server.sessions("TRUE");
  }
}
