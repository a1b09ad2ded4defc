package dev.connections.traps;

import com.zaxxer.hikari.HikariDataSource;
import dev.connections.sql.SqlConnection;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;

/**
 * T25. Two users of one database, at the same address. Does one ever get the other's session?
 *
 * <p>HikariCP: {@code getConnection(user, password)} on a pool of the first user. Connections: two
 * entries with the same URL.
 */
final class CredentialMix implements Trap {

  @Override
  public String id() {
    return "T25";
  }

  @Override
  public String title() {
    return "a pool by address mixes up its users";
  }

  @Override
  public Map<Contestant, Scenario> scenarios() {
    return Map.of(
        Contestant.HIKARI, CredentialMix::hikari,
        Contestant.CONNECTIONS, CredentialMix::connections);
  }

  private static Verdict hikari(Peers peers) throws Exception {
    try (HikariDataSource pool = Sql.hikari(peers.postgres().url(), 1, Duration.ofSeconds(2))) {
      Sql.execute(pool, "select 1");
      try (Connection jdbc = pool.getConnection("app", PostgresPeer.PASSWORD)) {
        String user = Sql.ask(jdbc, "select current_user");
        return Verdict.of(user.equals("app"), "asked for app, got %s", user);
      } catch (SQLException refused) {
        return Verdict.of(true, "refused, %s", Sql.name(refused));
      }
    }
  }

  private static Verdict connections(Peers peers) throws Exception {
    int port = peers.postgres().port();
    String url = "url: jdbc:postgresql://localhost:" + port + "/postgres";
    try (Ours ours =
        Ours.of(
            Ours.postgres("owner", port),
            Ours.entry(
                "tenant", "PostgreSql", url, "username: app", "password: ${env:PASSWORD}"))) {
      int right = 0;
      for (int i = 0; i < 20; i++) {
        right += user(ours, "owner").equals("postgres") ? 1 : 0;
        right += user(ours, "tenant").equals("app") ? 1 : 0;
      }
      return Verdict.of(right == 40, "%d of 40 sessions are of the right user", right);
    }
  }

  private static String user(Ours ours, String name) {
    return ours.provider()
        .get(name, SqlConnection.class)
        .execute(jdbc -> Sql.ask(jdbc, "select current_user"));
  }
}
