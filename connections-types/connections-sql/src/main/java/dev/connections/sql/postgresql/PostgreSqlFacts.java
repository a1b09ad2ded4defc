package dev.connections.sql.postgresql;

import dev.connections.sql.internal.dialect.ServerFacts;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

/** Asks a PostgreSQL server about a session and its limits. */
final class PostgreSqlFacts {

  /** Limits of -1 are none. What is reserved for superusers is not for others. */
  private static final String QUESTION =
      """
      SELECT current_user,
        (SELECT version FROM pg_catalog.pg_stat_ssl
          WHERE ssl AND pid = pg_catalog.pg_backend_pid()) AS tls,
        pg_catalog.pg_is_in_recovery() AS standby,
        pg_catalog.current_setting('transaction_read_only') AS read_only,
        least(
          pg_catalog.current_setting('max_connections')::int - CASE WHEN rolsuper THEN 0
            ELSE pg_catalog.current_setting('superuser_reserved_connections')::int END,
          nullif(CASE WHEN rolsuper THEN -1 ELSE rolconnlimit END, -1),
          (SELECT nullif(CASE WHEN rolsuper THEN -1 ELSE datconnlimit END, -1)
            FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())) AS most
      FROM pg_catalog.pg_roles WHERE rolname = current_user""";

  private PostgreSqlFacts() {}

  static ServerFacts of(Connection session) throws SQLException {
    try (Statement statement = session.createStatement();
        ResultSet row = statement.executeQuery(QUESTION)) {
      if (!row.next()) {
        return ServerFacts.NONE;
      }
      Map<String, String> attributes = new LinkedHashMap<>();
      attributes.put("user", row.getString("current_user"));
      String tls = row.getString("tls");
      attributes.put("tls", tls == null ? "none" : tls);
      attributes.put("standby", String.valueOf(row.getBoolean("standby")));
      attributes.put("readOnly", String.valueOf(row.getString("read_only").equals("on")));
      int most = row.getInt("most");
      attributes.put("maxConnections", String.valueOf(most));
      return new ServerFacts(Collections.unmodifiableMap(attributes), OptionalInt.of(most));
    }
  }
}
