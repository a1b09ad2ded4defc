package dev.connections.traps;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;

/**
 * T18. Four threads hold one connection each of a pool of four, and each asks for a second.
 *
 * <p>HikariCP: {@code connectionTimeout} 1 s. Connections: acquire timeout 1 s. It holds if nobody
 * waits for what cannot come.
 */
final class NestedAcquisition implements Trap {

  private static final int THREADS = 4;

  @Override
  public String id() {
    return "T18";
  }

  @Override
  public String title() {
    return "nested acquisition waits for itself";
  }

  @Override
  public Map<Contestant, Scenario> scenarios() {
    return Map.of(
        Contestant.HIKARI, peers -> hikari(),
        Contestant.CONNECTIONS, peers -> connections());
  }

  private static Verdict hikari() throws Exception {
    CyclicBarrier all = new CyclicBarrier(THREADS);
    try (HikariDataSource pool = Sql.hikari("jdbc:h2:mem:nested", THREADS, Duration.ofSeconds(1))) {
      return verdict(
          Crowd.run(
              THREADS,
              Duration.ofSeconds(5),
              () -> {
                try (Connection outer = pool.getConnection()) {
                  all.await();
                  try (Connection inner = pool.getConnection()) {
                    return outer != inner;
                  }
                }
              }));
    }
  }

  private static Verdict connections() throws Exception {
    CyclicBarrier all = new CyclicBarrier(THREADS);
    try (Ours ours =
        Ours.of(
            Ours.entry(
                "db",
                "H2",
                "url: jdbc:h2:mem:nested-ours",
                "pool: {maxSize: 4}",
                "timeouts: {acquire: 1s}"))) {
      // The first refusal loads classes, which is not what is measured.
      Crowd.run(
          1,
          Duration.ofSeconds(5),
          () -> ours.sql().execute(outer -> ours.sql().execute(inner -> outer != inner)));
      return verdict(
          Crowd.run(
              THREADS,
              Duration.ofSeconds(5),
              () ->
                  ours.sql()
                      .execute(
                          outer -> {
                            all.await();
                            return ours.sql().execute(inner -> outer != inner);
                          })));
    }
  }

  private static Verdict verdict(List<Crowd.Fate> fates) {
    long slowest = Crowd.slowestFailure(fates);
    return Verdict.of(
        slowest < 500,
        "%d of %d fail, after %d ms at most, %s",
        Crowd.failures(fates),
        THREADS,
        slowest,
        fates.stream()
            .filter(Crowd.Fate::isFailure)
            .map(fate -> Sql.name(fate.failure()))
            .findFirst()
            .orElse("none"));
  }
}
