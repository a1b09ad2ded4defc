package dev.connections.outside;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/** What a TCP proxy does to a pool: it ends sessions, and the next go to another server. */
final class HaproxyScenarios {

  private HaproxyScenarios() {}

  static List<Scenario<?, ?>> all(Servers servers) {
    HaproxyStage haproxy = new HaproxyStage(servers);
    return List.of(
        new Scenario<>(
            "pgjdbc through HAProxy",
            "it moves to the other server",
            haproxy,
            HaproxyScenarios::moves),
        new Scenario<>(
            "pgjdbc through HAProxy",
            "it moves inside a transaction",
            haproxy,
            HaproxyScenarios::inside));
  }

  private static void mark(HaproxyStage.Haproxy peer) throws SQLException {
    peer.one().tell("create table place as select 'one' as name");
    peer.two().tell("create table place as select 'two' as name");
  }

  private static void moves(HaproxyStage.Haproxy peer, DataSource client, Facts facts)
      throws Exception {
    mark(peer);
    facts.state("before", Sql.column(client, "select name from place"));
    peer.switchServers();
    facts.state("after", Waiting.until(() -> isAtTheSecond(client)));
    for (int i = 0; i < 20; i++) {
      facts.state("later", Sql.column(client, "select name from place"));
    }
  }

  private static void inside(HaproxyStage.Haproxy peer, DataSource client, Facts facts)
      throws Exception {
    mark(peer);
    try (Connection connection = client.getConnection()) {
      connection.setAutoCommit(false);
      Sql.execute(connection, "insert into place values ('lost')");
      peer.switchServers();
      facts.ending(
          "the next statement",
          () -> Sql.execute(connection, "insert into place values ('lost, too')"));
      facts.ending("commit", connection::commit);
      facts.state("closed", connection.isClosed());
    }
    facts.state("later", Waiting.until(() -> isAtTheSecond(client)));
    facts.state("rows of the first", peer.one().ask("select count(*) from place"));
  }

  /** HikariCP lends what was used within half a second without asking whether it is alive. */
  private static boolean isAtTheSecond(DataSource client) {
    try {
      return Sql.column(client, "select name from place").equals(List.of("two"));
    } catch (SQLException lost) {
      return false;
    }
  }
}
