package dev.connections.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.testsupport.Await;
import dev.connections.testsupport.MariaDbServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;

/** A primary and its replica, by GTIDs. */
@Tag("situation")
class MariaDbReplicaTest extends ReplicaContract {

  @SuppressWarnings("NullAway.Init") // startServers, before each test
  private MariaDbServer primary;

  private @Nullable MariaDbServer replica;

  @Override
  void startServers() throws Exception {
    primary = MariaDbServer.started("--server-id=1", "--log-bin=changes");
    replica = MariaDbServer.started("--server-id=2", "--log-bin=changes", "--log-slave-updates");
    replica()
        .asAdministrator(
            "RESET MASTER",
            "SET GLOBAL gtid_slave_pos = '" + primary.ask("SELECT @@gtid_current_pos") + "'",
            "CHANGE MASTER TO MASTER_HOST = '127.0.0.1', MASTER_PORT = "
                + primary.port()
                + ", MASTER_USER = 'admin', MASTER_PASSWORD = 'admin', MASTER_SSL = 0,"
                + " MASTER_SSL_VERIFY_SERVER_CERT = 0, MASTER_CONNECT_RETRY = 1,"
                + " MASTER_USE_GTID = slave_pos",
            "SET GLOBAL read_only = 1",
            "START SLAVE");
    primary.asAdministrator("CREATE TABLE app.item (id INT)");
    Await.until(
        "replication",
        () ->
            Objects.equals(
                replica().ask("SELECT @@gtid_slave_pos"),
                primary.ask("SELECT @@gtid_current_pos")));
  }

  @Override
  void stopServers() throws Exception {
    if (replica != null) {
      replica.close();
    }
    if (primary != null) {
      primary.close();
    }
  }

  private MariaDbServer replica() {
    return Objects.requireNonNull(replica);
  }

  @Override
  String type() {
    return "MariaDb";
  }

  @Override
  String primaryUrl() {
    return primary.url();
  }

  @Override
  String replicaUrl() {
    return replica().url();
  }

  @Override
  String isReplica() {
    return "SELECT @@server_id = 2";
  }

  @Override
  void pauseReplay() throws Exception {
    replica().asAdministrator("STOP SLAVE SQL_THREAD");
  }

  @Override
  void resumeReplay() throws Exception {
    replica().asAdministrator("START SLAVE");
  }

  @Override
  void replicateSynchronously() throws Exception {
    replica()
        .asAdministrator(
            "SET GLOBAL rpl_semi_sync_slave_enabled = 1",
            "STOP SLAVE IO_THREAD",
            "START SLAVE IO_THREAD");
    primary.asAdministrator(
        "SET GLOBAL rpl_semi_sync_master_timeout = 60000",
        "SET GLOBAL rpl_semi_sync_master_wait_point = AFTER_SYNC",
        "SET GLOBAL rpl_semi_sync_master_enabled = 1");
    Await.until(
        "semi-synchronous replication",
        () -> "1".equals(status(primary, "Rpl_semi_sync_master_clients")));
  }

  private static String status(MariaDbServer server, String name) throws SQLException {
    return String.valueOf(
        server.ask(
            "SELECT VARIABLE_VALUE FROM information_schema.GLOBAL_STATUS WHERE VARIABLE_NAME = '"
                + name
                + "'"));
  }

  @Override
  void killPrimary() throws Exception {
    primary.signal("KILL");
  }

  @Override
  void promoteReplica() throws Exception {
    Await.until("what was received is applied", () -> received().equals(applied()));
    replica().asAdministrator("STOP SLAVE", "RESET SLAVE ALL", "SET GLOBAL read_only = 0");
  }

  private @Nullable String applied() throws SQLException {
    return replica().ask("SELECT @@gtid_slave_pos");
  }

  private String received() throws SQLException {
    try (Connection observer = replica().observer();
        Statement statement = observer.createStatement();
        ResultSet status = statement.executeQuery("SHOW SLAVE STATUS")) {
      assertThat(status.next()).isTrue();
      return status.getString("Gtid_IO_Pos");
    }
  }

  @Override
  Connection primaryObserver() throws SQLException {
    return primary.observer();
  }

  @Override
  Connection replicaObserver() throws SQLException {
    return replica().observer();
  }
}
