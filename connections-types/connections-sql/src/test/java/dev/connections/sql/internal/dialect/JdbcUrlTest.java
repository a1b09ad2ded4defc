package dev.connections.sql.internal.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JdbcUrlTest {

  @Test
  void anAddressIsShownWithoutParametersAndUser() {
    assertThat(JdbcUrl.withQuery("jdbc:postgresql://u:p@db:1/orders?a=b"))
        .hasToString("jdbc:postgresql://db:1/orders");
    assertThat(JdbcUrl.h2("jdbc:h2:mem:x;MODE=PostgreSQL")).hasToString("jdbc:h2:mem:x");
  }
}
