package dev.connections.sql.jdbc;

import dev.connections.Secret;
import dev.connections.sql.SqlPoolSettings;
import dev.connections.testsupport.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Real drivers, none of which the type knows. */
enum JdbcDatabase {
  H2("no"),
  HSQLDB("no"),
  POSTGRE_SQL("yes"),
  SQLITE("no");

  /** Whether the driver limits its waiting. */
  final String networkTimeout;

  JdbcDatabase(String networkTimeout) {
    this.networkTimeout = networkTimeout;
  }

  JdbcConfiguration configuration(SqlPoolSettings pool) throws Exception {
    return configuration(pool, Optional.empty());
  }

  JdbcConfiguration configuration(SqlPoolSettings pool, Optional<String> resetStatement)
      throws Exception {
    return new JdbcConfiguration(
        url(),
        switch (this) {
          case H2 -> Optional.of("sa");
          case HSQLDB -> Optional.of("SA");
          case POSTGRE_SQL -> Optional.of("app");
          case SQLITE -> Optional.empty();
        },
        this == POSTGRE_SQL
            ? Optional.of(Secret.of("${env:DB_PASSWORD}", () -> PostgresServer.PASSWORD))
            : Optional.empty(),
        pool,
        false,
        Optional.empty(),
        Optional.empty(),
        resetStatement,
        Map.of());
  }

  private String url() throws Exception {
    return switch (this) {
      case H2 -> "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=60";
      case HSQLDB -> "jdbc:hsqldb:mem:" + UUID.randomUUID();
      case POSTGRE_SQL -> PostgresServer.url(PostgresServer.shared().port()) + "?sslmode=disable";
      case SQLITE -> "jdbc:sqlite:" + newFile();
    };
  }

  private static String newFile() throws IOException {
    return Files.createTempDirectory("jdbc").resolve("items.db").toString();
  }

  /** Runs until it is canceled; null where the driver cannot cancel. */
  String endless() {
    return switch (this) {
      case H2 -> "SELECT COUNT(*) FROM SYSTEM_RANGE(1, 1000000) a, SYSTEM_RANGE(1, 1000000) b";
      case POSTGRE_SQL -> "SELECT COUNT(*) FROM pg_sleep(60)";
      case SQLITE ->
          "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT COUNT(*) FROM n";
      case HSQLDB -> throw new UnsupportedOperationException("HSQLDB does not cancel");
    };
  }

  /** Changes the session. */
  String set() {
    return switch (this) {
      case H2 -> "SET @x = 1";
      case HSQLDB -> "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY";
      case POSTGRE_SQL -> "SET lock_timeout = 4711";
      case SQLITE -> "PRAGMA cache_size = -100";
    };
  }
}
