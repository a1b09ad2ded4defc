package dev.connections.sql.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.Deadline;
import dev.connections.Operation;
import dev.connections.TimeSource;
import dev.connections.sql.SqlLease;
import dev.connections.sql.fixture.SqlFixture;
import dev.connections.sql.postgresql.PostgreSqlConfiguration;
import dev.connections.sql.postgresql.PostgreSqlFixture;
import dev.connections.testsupport.PostgresServer;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ProbeOnPostgreSqlTest {

  private static final String NAME = "probe-beside-the-pool";

  private static String pid(PostgresServer server) throws SQLException {
    return server.ask("SELECT pid FROM pg_stat_activity WHERE application_name = '" + NAME + "'");
  }

  @Test
  void theProbeAnswersBesideASaturatedPool() throws Exception {
    PostgresServer server = PostgresServer.shared();
    PostgreSqlConfiguration configuration = SqlFixture.app(server.port(), 1);
    try (SqlFixture fixture = SqlFixture.of(configuration);
        SqlLease only = fixture.connection().lease(Operation.read("report"));
        SqlProbe probe =
            new SqlProbe(
                PostgreSqlFixture.dialect(NAME, configuration),
                TimeSource.system(),
                Duration.ofMinutes(15))) {
      assertThat(only.resource().isClosed()).isFalse();
      Deadline deadline = Deadline.after(Duration.ofSeconds(2), TimeSource.system());
      probe.ask(deadline);
      String first = pid(server);
      probe.ask(deadline);
      assertThat(pid(server)).isEqualTo(first);

      server.asSuperuser("SELECT pg_terminate_backend(" + first + ")");
      probe.ask(deadline);
      assertThat(pid(server)).isNotEqualTo(first);
    }
  }
}
