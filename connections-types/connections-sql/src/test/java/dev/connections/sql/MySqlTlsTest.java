package dev.connections.sql;

import dev.connections.sql.fixture.SqlFixture;
import dev.connections.sql.mysql.MySqlConfiguration;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** MySQL's driver, on MariaDB: no MySQL server can be had here. */
class MySqlTlsTest extends FamilyTlsContract {

  @Override
  SqlFixture open(String url, @Nullable TlsMode tls, @Nullable Path rootCertificate) {
    return SqlFixture.of(
        new MySqlConfiguration(
            url.replace("jdbc:mariadb:", "jdbc:mysql:"),
            "app",
            Optional.of(PASSWORD),
            SqlPoolSettings.ofSize(1),
            false,
            Optional.empty(),
            Optional.ofNullable(tls),
            Optional.ofNullable(rootCertificate),
            Optional.empty(),
            Map.of()));
  }
}
