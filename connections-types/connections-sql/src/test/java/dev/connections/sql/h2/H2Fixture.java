package dev.connections.sql.h2;

import dev.connections.sql.internal.dialect.SqlDialect;

/** H2 without a registry, for tests of what lies below. */
public final class H2Fixture {

  private H2Fixture() {}

  /** The dialect of a connection {@code orders-db}. */
  public static SqlDialect dialect(H2Configuration configuration) {
    return new H2Dialect("orders-db", configuration);
  }
}
