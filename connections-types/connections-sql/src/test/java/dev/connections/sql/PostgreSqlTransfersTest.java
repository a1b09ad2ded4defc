package dev.connections.sql;

import dev.connections.sql.fixture.SqlFixture;
import dev.connections.testsupport.PostgresServer;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class PostgreSqlTransfersTest extends TransfersContract {

  private PostgresServer server;

  @BeforeEach
  void makeTables() throws Exception {
    server = PostgresServer.started();
    server.asSuperuser("CREATE TABLE account (id INT PRIMARY KEY, balance BIGINT)");
    server.asSuperuser("CREATE TABLE history (id BIGINT, amount INT)");
    server.asSuperuser("GRANT ALL ON account, history TO app");
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  @Override
  int server() {
    return server.port();
  }

  @Override
  SqlFixture open(int port) {
    return SqlFixture.of(SqlFixture.app(port, 16));
  }

  @Override
  Connection observer() throws SQLException {
    return server.observer();
  }

  @Override
  int sessions() throws SQLException {
    return server.sessions("orders-db", "true");
  }
}
