package dev.connections.sql.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.connections.ConnectionProvider;
import dev.connections.ConnectionsConfiguration;
import dev.connections.Operation;
import dev.connections.failure.ConnectionConfigurationException;
import dev.connections.provider.Connections;
import dev.connections.sql.SqlConnection;
import dev.connections.sql.SqlConnectionTypes;
import dev.connections.testsupport.PostgresServer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * pgjdbc#3189: a URL with two hosts, of which the first one accepts connections and never answers;
 * the driver spends all the time on it, and the second one is never tried (S6).
 */
@Tag("situation")
@Timeout(60)
class SeveralHostsTest {

  private static final Pattern ADVICE = Pattern.compile("endpoints: (\\[\\{name: .*?}])");

  private static ConnectionProvider opened(String where) {
    return Connections.builder()
        .configuration(
            ConnectionsConfiguration.ofText(
                "test.yaml",
                String.join(
                    "\n",
                    "connections:",
                    "  orders:",
                    "    type: PostgreSql",
                    "    username: postgres",
                    "    timeouts: { connect: 1s, attempt: 5s, total: 20s, health: 1s }",
                    "    " + where)))
        .types(SqlConnectionTypes.source())
        .open();
  }

  @Test
  void aUrlWithTwoHostsIsRejectedWithEndpointsThatWorkThoughTheFirstHostHangs() throws Exception {
    PostgresServer server = PostgresServer.shared();
    try (ServerSocket hangs = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      String hosts = "localhost:" + hangs.getLocalPort() + ",localhost:" + server.port();
      ConnectionConfigurationException rejected =
          catchThrowableOfType(
              ConnectionConfigurationException.class,
              () -> opened("url: jdbc:postgresql://" + hosts + "/postgres"));

      assertThat(rejected)
          .hasMessageContaining("must name one host, but names several")
          .hasMessageContaining(hosts);
      Matcher advice = ADVICE.matcher(Objects.requireNonNull(rejected.getMessage()));
      assertThat(advice.find()).as(rejected.getMessage()).isTrue();
      try (ConnectionProvider provider = opened("endpoints: " + advice.group(1))) {
        SqlConnection orders = provider.get("orders", SqlConnection.class);
        assertThat(
                orders.<Boolean>execute(
                    Operation.read("which"),
                    jdbc -> {
                      try (var statement = jdbc.createStatement();
                          var rows = statement.executeQuery("SELECT inet_server_port()")) {
                        return rows.next() && rows.getInt(1) == server.port();
                      }
                    }))
            .isTrue();
      }
    }
  }
}
