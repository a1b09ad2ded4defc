package dev.connections.sql.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connections.sql.fixture.SqlFixture;
import dev.connections.testsupport.Await;
import dev.connections.testsupport.PostgresServer;
import java.sql.Connection;
import java.sql.SQLTransientException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An outsider could not wire MyBatis, EclipseLink or Spring while the database was down. */
@Timeout(60)
class ClientWithoutServerTest {

  @Test
  void theClientIsGivenWhileTheServerIsAwayAndWorksOnceItIsThere() throws Exception {
    PostgresServer server = PostgresServer.started();
    server.stop();
    SqlFixture fixture = SqlFixture.of(SqlFixture.app(server.port(), 2), "timeouts.connect", "1s");
    try {
      DataSource client = fixture.connection().client();
      assertThatThrownBy(client::getConnection).isInstanceOf(SQLTransientException.class);

      server.start();
      Await.until(
          "the database to be found",
          () -> {
            try (Connection jdbc = client.getConnection()) {
              return jdbc.isValid(1);
            } catch (SQLTransientException away) {
              return false;
            }
          });
      assertThat(fixture.connection().client()).isSameAs(client);
    } finally {
      fixture.close();
      server.close();
    }
  }
}
