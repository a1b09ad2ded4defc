package dev.connections.traps;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.connections.monitoring.PoolStatistics;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.management.Attribute;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * T43. Somebody changes the size of a pool of five to fifteen while it runs, past its
 * configuration.
 *
 * <p>HikariCP: {@code registerMbeans}, as its documentation has it for monitoring, and the
 * attribute {@code MaximumPoolSize}. Connections: the same MBeans, and the pool behind {@code
 * client()}, if they can be reached.
 */
final class ChangedAtRunTime implements Trap {

  @Override
  public String id() {
    return "T43";
  }

  @Override
  public String title() {
    return "a pool grows past its configuration at run time";
  }

  @Override
  public Map<Contestant, Scenario> scenarios() {
    return Map.of(
        Contestant.HIKARI, peers -> hikari(),
        Contestant.CONNECTIONS, peers -> connections());
  }

  private static Verdict hikari() throws Exception {
    HikariConfig configuration =
        Sql.configuration("jdbc:h2:mem:changed", 5, Duration.ofMillis(500));
    configuration.setRegisterMbeans(true);
    configuration.setPoolName("changed");
    try (HikariDataSource pool = new HikariDataSource(configuration)) {
      int changed = enlarge();
      List<Connection> lent = new ArrayList<>();
      try {
        for (int i = 0; i < 15; i++) {
          lent.add(pool.getConnection());
        }
      } catch (SQLException exhausted) {
        changed = -1;
      }
      for (Connection jdbc : lent) {
        jdbc.close();
      }
      return Verdict.of(
          lent.size() <= 5,
          "%d connections of a pool of 5%s",
          lent.size(),
          changed > 0 ? "" : ", no MBean");
    }
  }

  private static Verdict connections() throws Exception {
    try (Ours ours =
        Ours.of(Ours.entry("db", "H2", "url: jdbc:h2:mem:changed-ours", "pool: {maxSize: 5}"))) {
      ours.sql().connect();
      int changed = enlarge();
      boolean reached = ours.sql().client().isWrapperFor(HikariDataSource.class);
      if (reached) {
        ours.sql().client().unwrap(HikariDataSource.class).setMaximumPoolSize(15);
      }
      PoolStatistics pool = ours.sql().snapshot().pool();
      int maximum = pool == null ? -1 : pool.maximum();
      return Verdict.of(
          changed == 0 && !reached && maximum == 5,
          "%d MBeans, pool %s, maximum %d",
          changed,
          reached ? "within reach" : "out of reach",
          maximum);
    }
  }

  /** How many pools could be changed by JMX. */
  private static int enlarge() throws Exception {
    MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
    int changed = 0;
    for (ObjectName name :
        beans.queryNames(new ObjectName("com.zaxxer.hikari:type=PoolConfig*"), null)) {
      beans.setAttribute(name, new Attribute("MaximumPoolSize", 15));
      changed++;
    }
    return changed;
  }
}
