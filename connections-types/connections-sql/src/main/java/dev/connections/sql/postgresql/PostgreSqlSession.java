package dev.connections.sql.postgresql;

import dev.connections.Deadline;
import dev.connections.sql.SqlPoolSettings;
import dev.connections.sql.internal.dialect.InitSql;
import dev.connections.sql.internal.dialect.NetworkLimit;
import dev.connections.sql.internal.failure.SafeText;
import dev.connections.sql.internal.failure.SettingException;
import dev.connections.sql.internal.failure.SqlErrors;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGProperty;

/** The settings that every session of a connection begins with, and is reset to. Immutable. */
final class PostgreSqlSession {

  private static final Pattern REJECTED =
      Pattern.compile("unsupported startup parameter(?: in options)?: ([\\w.]+)");

  /** Unknown; a bad value; no right to it; only set when the server starts. */
  private static final Set<String> REJECTED_SETTING = Set.of("42704", "22023", "42501", "55P02");

  /**
   * All that DISCARD ALL does, but for what the driver has prepared: that would have to be prepared
   * again, though no session state is in it. Goes to the server at once.
   */
  private static final String RESET =
      """
      SELECT pg_catalog.current_setting('search_path'),
        EXISTS (SELECT FROM pg_catalog.pg_prepared_statements WHERE from_sql);
      SET SESSION AUTHORIZATION DEFAULT; RESET ROLE; RESET ALL; CLOSE ALL; UNLISTEN *;
      SELECT pg_catalog.pg_advisory_unlock_all(); DISCARD TEMP; DISCARD SEQUENCES""";

  private static final String BASE = "; SELECT pg_catalog.current_setting('search_path')";

  private static final SqlErrors ERRORS = new PostgreSqlErrors();

  private final SqlPoolSettings pool;
  private final PoolerMode pooler;
  private final String applicationName;
  private final Map<String, String> parameters;
  private final Optional<String> schema;
  private final String reset;

  PostgreSqlSession(String name, PostgreSqlConfiguration configuration, PoolerMode pooler) {
    this.pool = configuration.pool();
    this.pooler = pooler;
    this.applicationName = configuration.applicationName().orElse(name);
    this.parameters = new TreeMap<>(configuration.options());
    configuration
        .statementTimeout()
        .ifPresent(limit -> parameters.put("statement_timeout", String.valueOf(limit.toMillis())));
    this.schema = configuration.schema();
    this.reset =
        RESET
            // The driver sets it by a statement after connecting, so RESET ALL forgets it.
            + "; SET application_name = "
            + literal(applicationName)
            + (pooler == PoolerMode.SESSION ? statements() : "")
            + BASE;
  }

  /** What goes into the startup packet. */
  void startup(Properties properties) {
    PGProperty.APPLICATION_NAME.set(properties, applicationName);
    if (pooler != PoolerMode.NONE) {
      return;
    }
    schema.ifPresent(value -> PGProperty.CURRENT_SCHEMA.set(properties, value));
    if (!parameters.isEmpty()) {
      List<String> options = new ArrayList<>();
      parameters.forEach(
          (option, value) ->
              options.add("-c " + option + "=" + value.replaceAll("([\\\\\\s])", "\\\\$1")));
      PGProperty.OPTIONS.set(properties, String.join(" ", options));
    }
  }

  /** What goes after it, where a pooler lets no more into the startup packet. */
  void begin(Connection physical, Deadline deadline) throws SQLException {
    if (pooler == PoolerMode.SESSION && !statements().isEmpty()) {
      try {
        NetworkLimit.run(physical, deadline, statements().substring(1));
      } catch (SQLException failure) {
        throw explained(failure);
      }
    }
    if (pool.connectionInitSql().isPresent()) {
      NetworkLimit.within(
          physical,
          deadline,
          () -> {
            InitSql.run(pool, physical, ERRORS);
            return true;
          });
    }
  }

  private String statements() {
    StringBuilder statements = new StringBuilder();
    // By set_config and not by SET: as in the startup packet, one value may name several schemas.
    schema.ifPresent(value -> statements.append(set("search_path", value)));
    parameters.forEach((option, value) -> statements.append(set(option, value)));
    return statements.toString();
  }

  private static String set(String option, String value) {
    return "; SELECT pg_catalog.set_config(" + literal(option) + ", " + literal(value) + ", false)";
  }

  private static String literal(String value) {
    String quoted = value.replace("'", "''").replace("\\", "\\\\");
    return " E'" + quoted + "'";
  }

  /** Makes a session what it was, in one exchange; in two if the driver has to prepare again. */
  void reset(Connection physical, Deadline deadline) throws SQLException {
    boolean forget = NetworkLimit.within(physical, deadline, () -> reset(physical));
    if (forget) {
      NetworkLimit.run(physical, deadline, "DEALLOCATE ALL"); // which the driver sees
    }
    if (pool.connectionInitSql().isPresent()) {
      NetworkLimit.within(
          physical,
          deadline,
          () -> {
            InitSql.run(pool, physical, ERRORS);
            return true;
          });
    }
  }

  /** Whether what was prepared must be forgotten: it is the user's, or of another schema. */
  private boolean reset(Connection physical) throws SQLException {
    try (Statement statement = physical.createStatement()) {
      statement.setEscapeProcessing(false);
      boolean rows = statement.execute(reset);
      String before = null;
      String last = null;
      boolean prepared = false;
      while (rows || statement.getUpdateCount() != -1) {
        if (rows) {
          ResultSet result = statement.getResultSet();
          result.next();
          last = result.getString(1);
          if (before == null) {
            before = last;
            prepared = result.getBoolean(2);
          }
        }
        rows = statement.getMoreResults();
      }
      return prepared || last == null || !last.equals(before);
    }
  }

  /** Explains which setting made the server, or a pooler, reject the connection. */
  SQLException explained(SQLException failure) {
    String option = rejectedOption(failure);
    if (option != null) {
      String setting =
          option.equals("statement_timeout") ? "statementTimeout" : "options." + option;
      return SettingException.lasting(
          "The server rejects the setting " + setting + ": " + ERRORS.text(failure),
          "Correct " + setting + ", or take it away",
          failure);
    }
    Matcher rejected = REJECTED.matcher(String.valueOf(failure.getMessage()));
    if (!rejected.find()) {
      return failure;
    }
    String parameter = rejected.group(1);
    return new SQLException(
        "PgBouncer rejected the startup parameter "
            + parameter
            + ", which comes from "
            + origin(parameter)
            + ". With session pooling, set pooler: SESSION, and it is set after connecting. With"
            + " transaction pooling, set pooler: TRANSACTION and set it on the server instead, such as"
            + " ALTER ROLE … SET …",
        failure.getSQLState(),
        failure);
  }

  /** The name of the server's setting that is not known, has a bad value, or is not ours to set. */
  private @Nullable String rejectedOption(SQLException failure) {
    if (!REJECTED_SETTING.contains(String.valueOf(failure.getSQLState()))) {
      return null;
    }
    String named = SafeText.quoted(failure.getMessage(), 0);
    for (String option : parameters.keySet()) {
      if (option.equalsIgnoreCase(named)) {
        return option;
      }
    }
    return null;
  }

  private String origin(String parameter) {
    if (parameter.equals("search_path")) {
      return "the setting schema";
    }
    if (parameter.equals("statement_timeout")
        || parameters.keySet().equals(Set.of("statement_timeout"))) {
      return "the setting statementTimeout";
    }
    if (parameter.equals("options")) {
      return parameters.containsKey("statement_timeout")
          ? "the settings statementTimeout and options"
          : "the setting options";
    }
    return parameters.containsKey(parameter)
        ? "the setting options." + parameter
        : "a parameter of the setting url";
  }
}
