package dev.connections.traps;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.connections.testing.FaultProxy;
import dev.connections.testsupport.Await;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/**
 * T33. A role gets another password and its sessions end. Four threads go on calling for 3 s with
 * the old one, which is how accounts are locked; then the new one is in the secret's file.
 *
 * <p>HikariCP: a pool of two with that password; it is not told of the new one, since there is no
 * file that it reads by itself (7.x can be given a {@code HikariCredentialsProvider}). Connections:
 * the password as {@code ${file:…}}, defaults. It holds if there were at most 20 logins, and calls
 * work again once the file has the new password.
 */
final class RotatedCredentials implements Trap {

  private static final int THREADS = 4;
  private static final Duration CALLING = Duration.ofSeconds(3);

  @Override
  public String id() {
    return "T33";
  }

  @Override
  public String title() {
    return "a rotated password is tried again and again";
  }

  @Override
  public Map<Contestant, Scenario> scenarios() {
    return Map.of(
        Contestant.HIKARI, RotatedCredentials::hikari,
        Contestant.CONNECTIONS, RotatedCredentials::connections);
  }

  private static Verdict hikari(Peers peers) throws Exception {
    PostgresPeer postgres = peers.postgres();
    postgres.tell("create role rotating_peer login password 'first'");
    try (FaultProxy proxy = FaultProxy.to("localhost", postgres.port())) {
      HikariConfig configuration =
          Sql.configuration(PostgresPeer.url(proxy.port()), 2, Duration.ofMillis(500));
      configuration.setUsername("rotating_peer");
      configuration.setPassword("first");
      try (HikariDataSource pool = new HikariDataSource(configuration)) {
        Callable<Object> call =
            () -> {
              Sql.execute(pool, "select 1");
              return true;
            };
        call.call();
        long logins = logins(postgres, "rotating_peer", proxy, call);
        return verdict(logins, works(call, Duration.ofSeconds(1)));
      }
    }
  }

  private static Verdict connections(Peers peers) throws Exception {
    PostgresPeer postgres = peers.postgres();
    postgres.tell("create role rotating_ours login password 'first'");
    Path secret = Files.createTempFile(peers.folder(), "password", ".txt");
    Files.writeString(secret, "first");
    try (FaultProxy proxy = FaultProxy.to("localhost", postgres.port());
        Ours ours =
            Ours.of(
                Ours.entry(
                    "db",
                    "PostgreSql",
                    "url: jdbc:postgresql://localhost:" + proxy.port() + "/postgres",
                    "username: rotating_ours",
                    "password: '${file:" + secret + "}'",
                    "pool: {maxSize: 2}",
                    "timeouts: {acquire: 500ms}"))) {
      Callable<Object> call = () -> ours.sql().execute(jdbc -> Sql.ask(jdbc, "select 1"));
      call.call();
      long logins = logins(postgres, "rotating_ours", proxy, call);
      Files.writeString(secret, "second");
      return verdict(logins, works(call, Duration.ofSeconds(12)));
    }
  }

  private static long logins(
      PostgresPeer postgres, String role, FaultProxy proxy, Callable<Object> call)
      throws Exception {
    postgres.tell("alter role " + role + " password 'second'");
    postgres.tell(
        "select pg_terminate_backend(pid) from pg_stat_activity where usename = '" + role + "'");
    long before = proxy.statistics().accepted();
    Crowd.run(
        THREADS,
        CALLING.plusSeconds(3),
        () -> {
          long begun = System.nanoTime();
          while (System.nanoTime() - begun < TimeUnit.SECONDS.toNanos(CALLING.toSeconds())) {
            try {
              call.call();
            } catch (Exception refused) {
              Await.pass(Duration.ofMillis(10));
            }
          }
          return true;
        });
    return proxy.statistics().accepted() - before;
  }

  private static boolean works(Callable<Object> call, Duration atMost) throws Exception {
    return Await.within(
        atMost,
        () -> {
          try {
            call.call();
            return true;
          } catch (Exception refused) {
            Await.pass(Duration.ofMillis(50));
            return false;
          }
        });
  }

  private static Verdict verdict(long logins, boolean works) {
    return Verdict.of(
        logins <= 20 && works,
        "%d logins with the old password in 3 s; %s",
        logins,
        works ? "works again with the new one" : "does not work again by itself");
  }
}
