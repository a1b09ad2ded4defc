package dev.connections.traps;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.connections.testing.FaultProxy;
import dev.connections.testsupport.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * T34. A database is away when it is first used, by fifty threads at once; a second later it is
 * there.
 *
 * <p>HikariCP: {@code initializationFailTimeout} -1, so that the pool outlives the failure, and a
 * {@code connectionTimeout} of 1 s. Connections: defaults with an acquire and connect timeout of 1
 * s. It holds if there were at most 25 attempts to connect, and the next call after its return
 * works.
 */
final class ReconnectStorm implements Trap {

  private static final int THREADS = 50;

  @Override
  public String id() {
    return "T34";
  }

  @Override
  public String title() {
    return "a failed connect is kept for ever, or repeated by everybody";
  }

  @Override
  public Map<Contestant, Scenario> scenarios() {
    return Map.of(
        Contestant.HIKARI, ReconnectStorm::hikari,
        Contestant.CONNECTIONS, ReconnectStorm::connections);
  }

  private static Verdict hikari(Peers peers) throws Exception {
    long attempts;
    try (FaultProxy dead = FaultProxy.to("localhost", deadPort());
        HikariDataSource pool = pool(dead.port())) {
      attempts = storm(dead, pool::getConnection);
    }
    try (FaultProxy proxy =
            FaultProxy.to("localhost", peers.postgres().port()).refuseConnections();
        HikariDataSource pool = pool(proxy.port())) {
      return verdict(
          attempts,
          comeback(
              proxy,
              () -> {
                Sql.execute(pool, "select 1");
                return true;
              }));
    }
  }

  private static HikariDataSource pool(int port) {
    HikariConfig configuration =
        Sql.configuration(PostgresPeer.url(port), 10, Duration.ofSeconds(1));
    configuration.setInitializationFailTimeout(-1);
    return new HikariDataSource(configuration);
  }

  private static Verdict connections(Peers peers) throws Exception {
    String limits = "timeouts: {acquire: 1s, connect: 1s}";
    long attempts;
    try (FaultProxy dead = FaultProxy.to("localhost", deadPort());
        Ours ours = Ours.sql(dead.port(), limits)) {
      attempts = storm(dead, () -> ours.sql().execute(Connection::isReadOnly));
    }
    try (FaultProxy proxy =
            FaultProxy.to("localhost", peers.postgres().port()).refuseConnections();
        Ours ours = Ours.sql(proxy.port(), limits)) {
      return verdict(attempts, comeback(proxy, () -> ours.sql().execute(Connection::isReadOnly)));
    }
  }

  private static long storm(FaultProxy dead, Callable<?> call) throws Exception {
    Crowd.run(THREADS, Duration.ofSeconds(6), call);
    return dead.statistics().accepted();
  }

  /** How long it takes after the return of the database until a call works; -1 if it does not. */
  private static long comeback(FaultProxy proxy, Callable<?> call) throws Exception {
    Crowd.run(1, Duration.ofSeconds(6), call);
    proxy.heal();
    long begun = System.nanoTime();
    boolean works =
        Await.within(
            Duration.ofSeconds(5),
            () -> Crowd.run(1, Duration.ofSeconds(5), call).get(0).isSuccess());
    return works ? Crowd.millisSince(begun) : -1;
  }

  /** Where nobody listens: a proxy to it lets clients in and closes at once. */
  private static int deadPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static Verdict verdict(long attempts, long millis) {
    return Verdict.of(
        attempts <= THREADS / 2 && millis >= 0,
        "%d attempts to connect for %d threads; %s",
        attempts,
        THREADS,
        millis < 0 ? "never works again" : "works " + millis + " ms after the return");
  }
}
