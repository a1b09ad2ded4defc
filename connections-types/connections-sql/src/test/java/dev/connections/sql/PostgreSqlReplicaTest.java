package dev.connections.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.testsupport.Await;
import dev.connections.testsupport.PostgresServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;

/** A primary and its hot standby. */
@Tag("situation")
class PostgreSqlReplicaTest extends ReplicaContract {

  @SuppressWarnings("NullAway.Init") // startServers, before each test
  private PostgresServer primary;

  private @Nullable PostgresServer standby;

  @Override
  void startServers() throws Exception {
    primary = PostgresServer.started();
    primary.asSuperuser("CREATE TABLE item (id INT)");
    primary.asSuperuser("GRANT ALL ON item TO app");
    standby = primary.standby();
  }

  @Override
  void stopServers() throws Exception {
    if (standby != null) {
      standby.close();
    }
    if (primary != null) {
      primary.close();
    }
  }

  @Override
  String type() {
    return "PostgreSql";
  }

  @Override
  String primaryUrl() {
    return primary.url();
  }

  @Override
  String replicaUrl() {
    return standby().url();
  }

  private PostgresServer standby() {
    return Objects.requireNonNull(standby);
  }

  @Override
  String isReplica() {
    return "SELECT pg_is_in_recovery()::int";
  }

  @Override
  void pauseReplay() throws Exception {
    standby().asSuperuser("SELECT pg_wal_replay_pause()");
  }

  @Override
  void resumeReplay() throws Exception {
    standby().asSuperuser("SELECT pg_wal_replay_resume()");
  }

  /** The embedded servers are started with {@code synchronous_commit=off}. */
  @Override
  void replicateSynchronously() throws Exception {
    primary.asSuperuser("ALTER ROLE app SET synchronous_commit = on");
    primary.asSuperuser("ALTER SYSTEM SET synchronous_standby_names = '*'");
    primary.asSuperuser("SELECT pg_reload_conf()");
    Await.until(
        "synchronous replication",
        () ->
            primary
                .ask("SELECT count(*) FROM pg_stat_replication WHERE sync_state = 'sync'")
                .equals("1"));
  }

  @Override
  void killPrimary() throws Exception {
    assertThat(new ProcessBuilder("kill", "-QUIT", primary.postmasterPid()).start().waitFor())
        .isZero();
  }

  @Override
  void promoteReplica() throws Exception {
    assertThat(standby().ask("SELECT pg_promote()")).isEqualTo("t");
  }

  @Override
  Connection primaryObserver() throws SQLException {
    return primary.observer();
  }

  @Override
  Connection replicaObserver() throws SQLException {
    return standby().observer();
  }
}
