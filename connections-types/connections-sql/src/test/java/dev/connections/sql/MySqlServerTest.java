package dev.connections.sql;

import dev.connections.Secret;
import dev.connections.sql.fixture.SqlFixture;
import dev.connections.sql.mysql.MySqlConfiguration;
import java.util.Map;
import java.util.Optional;

/** MySQL's driver, on MariaDB: no MySQL server can be had here. */
class MySqlServerTest extends FamilyServerContract {

  @Override
  SqlFixture open(String url, String user, Secret password, int size, String... settings) {
    return SqlFixture.of(
        new MySqlConfiguration(
            url.replace("jdbc:mariadb:", "jdbc:mysql:"),
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
