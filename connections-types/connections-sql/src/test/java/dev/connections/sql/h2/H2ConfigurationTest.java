package dev.connections.sql.h2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.connections.failure.PermanentConnectionException;
import dev.connections.sql.fixture.SqlFixture;
import org.junit.jupiter.api.Test;

class H2ConfigurationTest {

  @Test
  void whatBelongsElsewhereIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> H2Configuration.of("jdbc:h2:mem:a;MODE=PostgreSQL;PASSWORD=canary"))
        .withMessage("url must not hold the parameter 'PASSWORD'; use the setting password");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> H2Configuration.of("jdbc:postgresql://localhost/a"))
        .withMessage("url must begin with jdbc:h2:; this is a url for type: PostgreSql");
  }

  @Test
  void aSettingThatH2DoesNotKnowIsNamed() {
    try (SqlFixture fixture = SqlFixture.of(H2Configuration.of("jdbc:h2:mem:a;LOCK_TIMEOT=5"))) {
      assertThatExceptionOfType(PermanentConnectionException.class)
          .isThrownBy(() -> fixture.connection().connect())
          .withMessageContaining("url has a setting that H2 does not know")
          .withMessageContaining("LOCK_TIMEOT");
    }
  }

  @Test
  void onlyADatabaseInMemoryThatEndsWithItsSessionsIsKept() {
    assertThat(H2Dialect.isKept("jdbc:h2:mem:orders")).isTrue();
    assertThat(H2Dialect.isKept("jdbc:h2:mem:orders;MODE=MySQL")).isTrue();
    assertThat(H2Dialect.isKept("jdbc:h2:mem:")).isFalse();
    assertThat(H2Dialect.isKept("jdbc:h2:mem:orders;DB_CLOSE_DELAY=0")).isFalse();
    assertThat(H2Dialect.isKept("jdbc:h2:./orders")).isFalse();
  }
}
