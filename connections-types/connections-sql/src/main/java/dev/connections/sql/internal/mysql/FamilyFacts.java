package dev.connections.sql.internal.mysql;

import dev.connections.sql.internal.dialect.ServerFacts;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

/** Asks a server of the family about a session and its limits. */
final class FamilyFacts {

  /**
   * The session's {@code max_user_connections} is the account's own limit, or the server's for all
   * accounts where it has none. A limit of 0 is none; of -1, that only administrators may connect.
   */
  private static final String QUESTION =
      "SELECT CURRENT_USER(), @@global.max_connections, @@session.max_user_connections";

  private FamilyFacts() {}

  static ServerFacts of(Connection session) throws SQLException {
    try (Statement statement = session.createStatement();
        ResultSet row = statement.executeQuery(QUESTION)) {
      if (!row.next()) {
        return ServerFacts.NONE;
      }
      int most = row.getInt(2);
      int own = row.getInt(3);
      most = own > 0 ? Math.min(most, own) : most;
      Map<String, String> attributes = new LinkedHashMap<>();
      attributes.put("user", String.valueOf(row.getString(1)));
      attributes.put("maxConnections", String.valueOf(most));
      return new ServerFacts(Collections.unmodifiableMap(attributes), OptionalInt.of(most));
    }
  }
}
