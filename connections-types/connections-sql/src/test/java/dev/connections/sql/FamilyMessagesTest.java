package dev.connections.sql;

import static dev.connections.sql.fixture.Statements.number;
import static dev.connections.sql.fixture.Statements.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.connections.Operation;
import dev.connections.Secret;
import dev.connections.sql.fixture.LogFile;
import dev.connections.sql.fixture.SqlFixture;
import dev.connections.sql.mariadb.MariaDbConfiguration;
import dev.connections.sql.mysql.MySqlConfiguration;
import dev.connections.testsupport.MariaDbServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What both types of the family tell of a server's errors and limits. */
@Tag("situation")
@Timeout(120)
class FamilyMessagesTest {

  private static final Operation WRITE = Operation.nonIdempotent("write");
  private static final String PASSWORD = MariaDbServer.PASSWORD;

  private final List<SqlFixture> opened = new ArrayList<>();
  private MariaDbServer server;

  enum Type {
    MARIA_DB,
    MY_SQL
  }

  @BeforeEach
  void makeTables() throws Exception {
    server = MariaDbServer.shared();
    server.asAdministrator(
        "DROP TABLE IF EXISTS app.told",
        "CREATE TABLE app.told (id INT PRIMARY KEY, email VARCHAR(9) NOT NULL, CONSTRAINT"
            + " told_email UNIQUE (email))",
        "INSERT INTO app.told VALUES (1, 'canary')");
  }

  @AfterEach
  void close() throws Exception {
    opened.forEach(SqlFixture::close);
    server.asAdministrator("DROP TABLE IF EXISTS app.told");
    for (Type type : Type.values()) {
      server.asAdministrator("DROP USER IF EXISTS " + fewFor(type) + "@'%'");
    }
  }

  private SqlConnection open(Type type, String url, String user, String password, int size) {
    Optional<Secret> secret = Optional.of(Secret.of("${env:X}", () -> password));
    SqlPoolSettings pool = SqlPoolSettings.ofSize(size);
    Optional<TlsMode> tls = Optional.of(TlsMode.DISABLE);
    Optional<Duration> limit = Optional.of(Duration.ofMillis(200));
    SqlFixture fixture =
        type == Type.MARIA_DB
            ? SqlFixture.of(
                new MariaDbConfiguration(
                    url,
                    user,
                    secret,
                    pool,
                    false,
                    Optional.empty(),
                    tls,
                    Optional.empty(),
                    limit,
                    Map.of()))
            : SqlFixture.of(
                new MySqlConfiguration(
                    url.replace("jdbc:mariadb:", "jdbc:mysql:"),
                    user,
                    secret,
                    pool,
                    false,
                    Optional.empty(),
                    tls,
                    Optional.empty(),
                    Optional.empty(),
                    Map.of()));
    opened.add(fixture);
    return fixture.connection();
  }

  /** One user a type, since the server counts a closed session for a moment. */
  private static String fewFor(Type type) {
    return "few_" + type.name().toLowerCase(Locale.ROOT);
  }

  private static String told(SqlConnection orders, String sql) {
    return message(catchThrowable(() -> orders.run(WRITE, jdbc -> update(jdbc, sql))));
  }

  private static String message(@Nullable Throwable failure) {
    return String.valueOf(Objects.requireNonNull(failure).getMessage());
  }

  /** An outsider saw {@code Table '?' doesn't exist}. */
  @ParameterizedTest
  @EnumSource
  void namesOfTheSchemaAreToldAndValuesAreNot(Type type) {
    SqlConnection orders = open(type, server.url(), "app", PASSWORD, 1);

    assertThat(told(orders, "DELETE FROM nowhere")).contains("Table 'app.nowhere' doesn't exist");
    assertThat(told(orders, "UPDATE told SET nothing = 1")).contains("Unknown column 'nothing' in");
    assertThat(told(orders, "DROP TABLE nowhere")).contains("Unknown table 'app.nowhere'");
    assertThat(told(orders, "CREATE TABLE told (id INT)")).contains("'told' already exists");
    assertThat(told(orders, "INSERT INTO told (id) VALUES (3)"))
        .contains("Field 'email' doesn't have a default value");
    assertThat(told(orders, "INSERT INTO told VALUES (3, NULL)"))
        .contains("Column 'email' cannot be null");
    assertThat(told(orders, "INSERT INTO told VALUES (3, 'canary''s canary')"))
        .contains("Data too long for column 'email' at row 1")
        .doesNotContain("canary");
    assertThat(told(orders, "DELETE FROM mysql.user"))
        .containsPattern("DELETE command denied to user 'app'@'[\\w.]+' for table")
        .contains("user");
    assertThat(told(orders, "INSERT INTO told VALUES (2, 'canary')"))
        .contains("Duplicate entry '?' for key '")
        .contains("told_email'")
        .doesNotContain("canary");
    assertThat(told(orders, "UPDATE told SET SET id = 'canary'")).doesNotContain("canary");
    assertThat(told(orders, "UPDATE told SET `it's a canary` = 1")).doesNotContain("canary");
  }

  @ParameterizedTest
  @EnumSource
  void aValueThatLooksLikeTheServersTextIsNotTold(Type type) throws Exception {
    server.asAdministrator("ALTER TABLE app.told MODIFY email VARCHAR(80)");
    SqlConnection orders = open(type, server.url(), "app", PASSWORD, 1);
    String insert = "INSERT INTO told VALUES (%d, 'a'' for key ''canary'' x')";

    orders.run(WRITE, jdbc -> update(jdbc, insert.formatted(7)));

    assertThat(told(orders, insert.formatted(8))).contains("told_email").doesNotContain("canary");
  }

  @ParameterizedTest
  @EnumSource
  void whoIsNotLetInAndWhereToIsTold(Type type) {
    String nowhere = server.url().replaceFirst("/app\\b", "/nowhere");

    assertThat(told(open(type, server.url(), "app", PASSWORD + "x", 1), "SELECT 1"))
        .contains("Access denied for user 'app'@'")
        .doesNotContain(PASSWORD);
    assertThat(told(open(type, nowhere, "app", PASSWORD, 1), "SELECT 1"))
        .contains("to database 'nowhere'");
  }

  /** PostgreSQL's pools were warned of, these were not. */
  @ParameterizedTest
  @EnumSource
  void aPoolThatIsLargerThanTheServerAllowsIsWarnedOf(Type type) throws Exception {
    String few = fewFor(type);
    server.asAdministrator(
        "CREATE OR REPLACE USER "
            + few
            + "@'%' IDENTIFIED BY '"
            + PASSWORD
            + "' WITH MAX_USER_CONNECTIONS 2",
        "GRANT ALL ON app.* TO " + few + "@'%'");
    int logged = LogFile.read().length();
    SqlConnection small = open(type, server.url(), few, PASSWORD, 2);
    small.connect();
    assertThat(Objects.requireNonNull(small.snapshot().server()).attributes())
        .containsEntry("maxConnections", "2");
    assertThat(LogFile.read().substring(logged)).doesNotContain("pool.maxSize is");

    SqlConnection large = open(type, server.url(), few, PASSWORD, 3);
    large.run(
        WRITE,
        one ->
            assertThat(
                    message(
                        catchThrowable(
                            () ->
                                small.run(
                                    WRITE,
                                    two -> open(type, server.url(), few, PASSWORD, 2).connect()))))
                .contains("User '" + few + "' has exceeded the 'max_user_connections' resource"));

    assertThat(LogFile.read().substring(logged))
        .contains("pool.maxSize is 3, but the server allows this user 2 connections at most");
  }

  @ParameterizedTest
  @EnumSource(names = "MARIA_DB") // MySQL's limit is not known to a MariaDB server
  void aStatementThatOurLimitHasEndedNamesTheLimit(Type type) {
    SqlConnection orders = open(type, server.url(), "app", PASSWORD, 1);

    assertThat(
            message(
                catchThrowable(() -> orders.run(WRITE, jdbc -> number(jdbc, "SELECT SLEEP(9)")))))
        .contains("raise statementTimeout")
        .doesNotContain("attemptTimeout");
  }
}
