package dev.connections.traps;

import com.zaxxer.hikari.HikariDataSource;
import dev.connections.rest.RestRequest;
import dev.connections.testsupport.Await;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * T22. A host name moves from one address to another, while calls go on. Both servers are up.
 *
 * <p>HikariCP: what its default {@code maxLifetime} is; it cannot be made short enough to be waited
 * for. OkHttp and Connections: a call every 100 ms after the move, defaults, the JVM's own look-up
 * without a cache. It holds if a call has reached the new address within 45 s: Connections looks
 * once in {@code monitoring.interval}, which is 30 s.
 */
final class StaleAddress implements Trap {

  private static final Duration PATIENCE = Duration.ofSeconds(45);

  @Override
  public String id() {
    return "T22";
  }

  @Override
  public String title() {
    return "a moved host name is followed late or never";
  }

  @Override
  public Duration limit() {
    return PATIENCE.plusSeconds(10);
  }

  @Override
  public Map<Contestant, Scenario> scenarios() {
    return Map.of(
        Contestant.HIKARI, peers -> hikari(),
        Contestant.OKHTTP,
            peers -> {
              try (PlainClient client = new PlainClient()) {
                return followed(client::get);
              }
            },
        Contestant.CONNECTIONS, peers -> connections());
  }

  private static Verdict hikari() {
    try (HikariDataSource pool = Sql.hikari("jdbc:h2:mem:lifetime", 1, Duration.ofSeconds(5))) {
      long minutes = Duration.ofMillis(pool.getMaxLifetime()).toMinutes();
      return Verdict.of(minutes <= 15, "connections live %d min by default", minutes);
    }
  }

  private static Verdict connections() throws Exception {
    HostNames.demand();
    try (Ours ours = Ours.rest("http://" + HostNames.MOVING + ":" + HostNames.MOVING_PORT)) {
      return followed(url -> ours.rest().exchange(RestRequest.get("/"), String.class));
    }
  }

  private interface Get {
    Object from(String url) throws Exception;
  }

  private static Verdict followed(Get get) throws Exception {
    HostNames.demand();
    Path hosts = Path.of(System.getProperty("jdk.net.hosts.file"));
    String url = "http://" + HostNames.MOVING + ":" + HostNames.MOVING_PORT;
    try (HttpPeer old = at("127.0.0.1");
        HttpPeer moved = at("127.0.0.2")) {
      HostNames.writeTo(hosts, "127.0.0.1");
      get.from(url);
      int before = old.requests();
      HostNames.writeTo(hosts, "127.0.0.2");
      long begun = System.nanoTime();
      while (moved.requests() == 0 && Crowd.millisSince(begun) < PATIENCE.toMillis()) {
        Await.pass(Duration.ofMillis(100));
        get.from(url);
      }
      int late = old.requests() - before;
      return moved.requests() > 0
          ? Verdict.of(true, "followed after %d s", Crowd.millisSince(begun) / 1000)
          : Verdict.of(
              false, "all of %d calls in %d s went to the old address", late, PATIENCE.toSeconds());
    } finally {
      HostNames.writeTo(hosts, "127.0.0.1");
    }
  }

  private static HttpPeer at(String address) throws Exception {
    return HttpPeer.at(
        InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) (address.endsWith("2") ? 2 : 1)}),
        HostNames.MOVING_PORT,
        (exchange, number) -> HttpPeer.reply(exchange, 200, "{}"));
  }
}
