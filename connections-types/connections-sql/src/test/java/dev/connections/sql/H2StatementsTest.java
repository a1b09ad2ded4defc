package dev.connections.sql;

import dev.connections.sql.fixture.SqlFixture;
import dev.connections.sql.h2.H2Configuration;
import java.util.UUID;

class H2StatementsTest extends StatementsContract {

  @Override
  SqlFixture open() {
    return SqlFixture.of(H2Configuration.of("jdbc:h2:mem:" + UUID.randomUUID()));
  }
}
