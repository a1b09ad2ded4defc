package dev.connections.internal.configuration.node;

import dev.connections.annotations.grammar.SettingKeys;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What settings are called in other libraries and frameworks: HikariCP, JDBC drivers, Spring Boot,
 * Quarkus, Micronaut, OkHttp. Case, {@code - _ .} do not count, so that {@code
 * spring.datasource.hikari.maximum-pool-size} is found by its last part.
 */
public final class SettingsElsewhere {

  /**
   * What to write here instead.
   *
   * @param needs the key that must be known at the place, or the advice does not fit there
   * @param setting the path of our setting of the same meaning; null if there is none
   * @param advice a sentence without a full stop
   */
  private record Advice(String needs, @Nullable String setting, String advice) {}

  private static final Map<String, List<Advice>> BY_NAME = new HashMap<>();

  static {
    renamed("username", "user", "userName", "login", "jdbc.username");
    renamed("password", "pass", "pwd", "passwd", "secret");
    renamed("url", "jdbcUrl", "jdbc.url", "connectionString", "dsn", "baseUrl", "endpoint", "uri");
    renamed("url", "address", "databaseUrl");
    advised(
        "type",
        "remove it: type says which driver is used",
        List.of("driver", "driverClassName", "dataSourceClassName", "dbKind", "jdbc.driver"));
    moved("pool", "maxSize", "maximumPoolSize", "maxPoolSize", "maxTotal", "maxActive", "max-size");
    moved("pool", "minIdle", "minimumIdle", "minPoolSize", "minSize");
    moved("pool", "idleTimeout", "idleRemovalInterval", "maxIdleTime", "idleTimeout");
    renamed("maxIdle", "idleTimeout", "maxIdleTime");
    moved("pool", "maxLifetime", "maxLifeTime", "maxConnectionAge");
    moved("pool", "keepalive", "keepaliveTime");
    moved("timeouts", "acquire", "acquisitionTimeout", "acquireTimeout", "maxWait", "poolTimeout");
    moved("timeouts", "connect", "connectTimeout", "loginTimeout");
    moved("timeouts", "attempt", "readTimeout", "socketTimeout", "queryTimeout", "requestTimeout");
    moved("timeouts", "total", "callTimeout", "timeout");
    moved("timeouts", "health", "validationTimeout");
    renamed("leakThreshold", "leakDetectionThreshold");
    advised(
        "timeouts",
        "write timeouts.acquire, the limit of the wait for a free connection (HikariCP's meaning),"
            + " or timeouts.connect, the limit of opening one",
        List.of("connectionTimeout"));
    moved("bulkhead", "leakAfter", "leakDetectionThreshold", "leakDetectionInterval");
    moved("bulkhead", "maxConcurrent", "maxConcurrentCalls", "maxRequests");
    moved("retry", "maxAttempts", "maxRetries", "retries", "maxRetryAttempts");
    advised(
        "timeouts",
        "remove it: an open connection is checked by its protocol; monitoring.interval says how"
            + " often",
        List.of(
            "connectionTestQuery",
            "validationQuery",
            "testQuery",
            "testOnBorrow",
            "testWhileIdle"));
    advised(
        "url",
        "run it in each unit of work, or set it for the role in the database (alter role … set …):"
            + " the session's state does not outlive a lease",
        List.of("connectionInitSql", "newConnectionSql", "initSql", "connectionInitSqls"));
    advised(
        "timeouts",
        "remove it: work outside of transactions commits each statement; use inTransaction for more",
        List.of("autoCommit", "defaultAutoCommit"));
    renamed("readOnly", "isReadOnly", "defaultReadOnly");
    renamed("schema", "currentSchema", "defaultSchema");
    advised(
        "pool",
        "write its settings under pool, such as pool.maxSize; timeouts have their own group",
        List.of("hikari", "jdbc", "dbcp2", "tomcat", "agroal", "connectionPool"));
    advised(
        "connections",
        "write each of its data sources as a connection: 'connections:', a name, and below it type,"
            + " url, username and password",
        List.of("spring", "quarkus", "micronaut", "datasource", "datasources", "hikari"));
  }

  private SettingsElsewhere() {}

  /**
   * What to write instead of a key that is not known here; null if no one else has it either.
   *
   * @param written the key
   * @param known what is known at its place
   */
  static @Nullable String hint(String written, Set<String> known) {
    String[] parts = written.split("\\.", -1);
    for (String name : List.of(written, parts[parts.length - 1], parts[0])) {
      for (Advice advice : BY_NAME.getOrDefault(SettingKeys.normalized(name), List.of())) {
        if (known.contains(advice.needs())) {
          return advice.advice();
        }
      }
    }
    return null;
  }

  /**
   * Our setting of the same meaning; null if there is none.
   *
   * @param written a name
   * @param settings the paths of all settings there are
   */
  public static @Nullable String setting(String written, Set<String> settings) {
    for (Advice advice : BY_NAME.getOrDefault(SettingKeys.normalized(written), List.of())) {
      if (advice.setting() != null && settings.contains(advice.setting())) {
        return advice.setting();
      }
    }
    return null;
  }

  /** A setting that stands at the same place under another name. */
  private static void renamed(String key, String... elsewhere) {
    add(key, key, "did you mean " + key + "?", List.of(elsewhere));
  }

  /** A setting that stands in a group here; or at the same place, if that is the group. */
  private static void moved(String group, String key, String... elsewhere) {
    String setting = group + "." + key;
    add(group, setting, "did you mean " + setting + "?", List.of(elsewhere));
    add(key, key, "did you mean " + key + "?", List.of(elsewhere));
  }

  private static void advised(String needs, String advice, List<String> elsewhere) {
    add(needs, null, advice, elsewhere);
  }

  private static void add(
      String needs, @Nullable String setting, String advice, List<String> elsewhere) {
    for (String name : elsewhere) {
      BY_NAME
          .computeIfAbsent(SettingKeys.normalized(name), any -> new ArrayList<>())
          .add(new Advice(needs, setting, advice));
    }
  }
}
