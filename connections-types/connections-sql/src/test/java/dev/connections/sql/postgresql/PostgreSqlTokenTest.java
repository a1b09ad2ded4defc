package dev.connections.sql.postgresql;

import static dev.connections.sql.fixture.Statements.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connections.ConnectionProvider;
import dev.connections.ConnectionsConfiguration;
import dev.connections.Operation;
import dev.connections.failure.ConnectionException;
import dev.connections.provider.Connections;
import dev.connections.sql.SqlConnection;
import dev.connections.sql.SqlConnectionTypes;
import dev.connections.testsupport.Await;
import dev.connections.testsupport.PostgresServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Passwords that are good for a login and no longer, as the tokens of cloud databases are: a {@code
 * SecretResolver} makes one for each physical connection.
 */
@Tag("situation")
@Timeout(120)
class PostgreSqlTokenTest {

  private static final Operation READ = Operation.read("read");

  private final AtomicInteger issued = new AtomicInteger();
  private final AtomicBoolean issuerIsAway = new AtomicBoolean();
  private PostgresServer server;
  private ConnectionProvider provider;
  private SqlConnection orders;

  @BeforeEach
  void open() throws Exception {
    server = PostgresServer.shared();
    server.asSuperuser("CREATE ROLE token_user LOGIN");
    provider =
        Connections.builder()
            .configuration(
                ConnectionsConfiguration.ofText(
                        "connections.yaml",
                        """
                        connections:
                          orders-db:
                            type: PostgreSql
                            url: %s
                            username: token_user
                            password: "#{database-token}#"
                            applicationName: tokens
                            pool: { maxSize: 3 }
                            retry: { maxAttempts: 1 }
                            circuit: { enabled: false }
                        """
                            .formatted(server.url()))
                    .secretResolver(this::token))
            .types(SqlConnectionTypes.source())
            .open();
    orders = provider.get("orders-db", SqlConnection.class);
  }

  @AfterEach
  void close() throws Exception {
    if (provider != null) {
      provider.close(Duration.ofSeconds(5));
    }
    server.asSuperuser("DROP ROLE IF EXISTS token_user");
  }

  /** A new one; the one before is of no use from now on. */
  private Optional<String> token(String key) {
    if (issuerIsAway.get()) {
      throw new IllegalStateException("the token service does not answer");
    }
    String token = "token-" + issued.incrementAndGet();
    try {
      server.asSuperuser("ALTER ROLE token_user PASSWORD '" + token + "'");
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
    return Optional.of(token);
  }

  private int select() {
    return orders.execute(READ, jdbc -> number(jdbc, "SELECT 42"));
  }

  @Test
  void eachPhysicalConnectionLogsInWithATokenOfItsOwnAndOpenSessionsNeedNone() throws Exception {
    List<Connection> borrowed = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      borrowed.add(orders.client().getConnection());
    }
    int forThree = issued.get();
    for (Connection jdbc : borrowed) {
      assertThat(number(jdbc, "SELECT 42")).isEqualTo(42);
      jdbc.close();
    }

    for (int i = 0; i < 20; i++) {
      assertThat(select()).isEqualTo(42);
    }
    assertThat(issued).hasValue(forThree);
    assertThat(forThree).isGreaterThanOrEqualTo(3);
  }

  @Test
  void aSessionThatWasLostIsReplacedWithANewTokenWithoutAReload() throws Exception {
    assertThat(select()).isEqualTo(42);
    int before = issued.get();

    endSessions();

    Await.until("works again", this::works);
    assertThat(issued.get()).isGreaterThan(before);
  }

  @Test
  void anIssuerThatDoesNotAnswerIsNamedAndTheConnectionRecoversWithIt() throws Exception {
    assertThat(select()).isEqualTo(42);
    issuerIsAway.set(true);
    Await.until(
        "named",
        () -> {
          endSessions(); // again and again: one may have been about to log in
          return problem().contains("the token service does not answer");
        });
    assertThatThrownBy(this::select).isInstanceOf(ConnectionException.class);

    issuerIsAway.set(false);
    Await.until("works again", this::works);
  }

  private void endSessions() throws SQLException {
    server.asSuperuser(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'tokens'");
  }

  private String problem() {
    try {
      return "works: " + select();
    } catch (ConnectionException failure) {
      return String.valueOf(failure.getMessage());
    }
  }

  private boolean works() {
    return problem().equals("works: 42");
  }
}
