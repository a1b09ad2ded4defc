package dev.connections.sql.h2;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

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
}
