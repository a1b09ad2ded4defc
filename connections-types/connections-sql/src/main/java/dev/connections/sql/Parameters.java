package dev.connections.sql;

import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Sets the parameters of statements. */
final class Parameters {

  private Parameters() {}

  /**
   * Sets all of them.
   *
   * @throws IllegalArgumentException if there are more or fewer, and the driver knows it by itself
   */
  static void set(PreparedStatement statement, @Nullable Object... values) throws SQLException {
    if (knowsItsParameters(statement)) {
      int count = statement.getParameterMetaData().getParameterCount();
      if (count != values.length) {
        throw new IllegalArgumentException(
            "The statement has %d parameters, but %d values were given; nothing was sent"
                .formatted(count, values.length));
      }
    }
    for (int index = 0; index < values.length; index++) {
      statement.setObject(index + 1, value(values[index]));
    }
  }

  /**
   * Whether the driver tells of them without asking the server: SQLite's, whose statement is its
   * own description. Others ask, and then reject a wrong number by themselves.
   */
  private static boolean knowsItsParameters(PreparedStatement statement) {
    try {
      return statement.isWrapperFor(ParameterMetaData.class);
    } catch (SQLException untold) {
      return false;
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
