package dev.connections.sql.internal.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MemoryKeeperTest {

  private final String url = "jdbc:h2:mem:" + UUID.randomUUID();
  private final List<Connection> sessions = new ArrayList<>();

  private MemoryKeeper keeper(boolean needed) {
    return new MemoryKeeper(
        needed,
        () -> {
          Connection session = DriverManager.getConnection(url);
          sessions.add(session);
          return session;
        });
  }

  /** A lost connection is closed, and the same endpoint is opened again. */
  @Test
  void aConnectionThatIsClosedAndOpenedAgainKeepsItsDatabaseAgain() throws SQLException {
    MemoryKeeper keeper = keeper(true);
    keeper.begin();
    keeper.close();
    keeper.renew();
    assertThat(sessions).hasSize(1);
    assertThat(sessions.get(0).isClosed()).isTrue();

    keeper.begin();
    assertThat(sessions).hasSize(2);
    assertThat(sessions.get(1).isClosed()).isFalse();
    keeper.close();
  }

  @Test
  void aDatabaseThatWasShutDownIsKeptAgain() throws SQLException {
    MemoryKeeper keeper = keeper(true);
    keeper.begin();
    try (Statement statement = sessions.get(0).createStatement()) {
      statement.execute("SHUTDOWN");
    }

    keeper.renew();
    assertThat(sessions).hasSize(2);
    keeper.close();
  }

  @Test
  void nothingIsKeptThatNeedsNoKeeping() throws SQLException {
    keeper(false).begin();

    assertThat(sessions).isEmpty();
  }
}
