package dev.connections.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.sql.fixture.SqlFixture;
import dev.connections.sql.mariadb.MariaDbConfiguration;
import dev.connections.testsupport.MariaDbServer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MariaDbTlsTest extends FamilyTlsContract {

  @Override
  SqlFixture open(String url, @Nullable TlsMode tls, @Nullable Path rootCertificate) {
    return SqlFixture.of(
        new MariaDbConfiguration(
            url,
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

  /** As docs/sql-mariadb.md says: version 3.5 of the driver, with a server from 11.4 on. */
  @Test
  void withoutRootCertificateAServerIsTrustedThatProvesToKnowThePassword() throws Exception {
    assertThat(isEncrypted(MariaDbServer.shared().url(), TlsMode.VERIFY_FULL, null)).isTrue();
  }
}
