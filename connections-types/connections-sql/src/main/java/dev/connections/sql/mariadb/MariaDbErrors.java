package dev.connections.sql.mariadb;

import dev.connections.sql.internal.mysql.FamilyErrors;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What exceptions of MariaDB's driver tell; their classes mislead, so they are not looked at. */
final class MariaDbErrors extends FamilyErrors {

  /** What the driver says of itself. */
  private static final int NO_CODE = -1;

  @Override
  protected @Nullable String ofDriver(SQLException failure) {
    String state = failure.getSQLState();
    boolean named =
        state == null
            || state.startsWith("08") // the network's
            || state.startsWith("07")
            || state.startsWith("0A")
            || state.startsWith("25");
    return failure.getErrorCode() == NO_CODE && !named ? OF_DRIVER : null;
  }
}
