package dev.connections.sql;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Sets the parameters of statements. */
final class Parameters {

  private Parameters() {}

  static void set(PreparedStatement statement, @Nullable Object... values) throws SQLException {
    for (int index = 0; index < values.length; index++) {
      statement.setObject(index + 1, value(values[index]));
    }
  }

  /** JDBC 4.2 has no type for an instant, and no driver knows an application's enums. */
  private static @Nullable Object value(@Nullable Object given) {
    if (given instanceof Instant instant) {
      return instant.atOffset(ZoneOffset.UTC);
    }
    return given instanceof Enum<?> constant ? constant.name() : given;
  }
}
