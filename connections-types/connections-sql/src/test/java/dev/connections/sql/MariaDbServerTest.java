package dev.connections.sql;

import dev.connections.Secret;
import dev.connections.sql.fixture.SqlFixture;
import dev.connections.sql.mariadb.MariaDbConfiguration;
import java.util.Map;
import java.util.Optional;

class MariaDbServerTest extends FamilyServerContract {

  @Override
  SqlFixture open(String url, String user, Secret password, int size, String... settings) {
    return SqlFixture.of(
        new MariaDbConfiguration(
            url,
            user,
            Optional.of(password),
            SqlPoolSettings.ofSize(size),
            false,
            Optional.empty(),
            Optional.of(TlsMode.DISABLE),
            Optional.empty(),
            Optional.empty(),
            Map.of()),
        settings);
  }
}
