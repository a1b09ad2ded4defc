package dev.connections.testing.sqlserver;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a client has between login and end. Used by one thread. */
@FunctionalInterface
public interface SqlServerSession {

  /**
   * Answers a statement. Also gets what the driver sends by itself, such as {@code set
   * implicit_transactions on} and {@code IF @@TRANCOUNT > 0 COMMIT TRAN}.
   *
   * @param sql the text, with {@code @P0}, {@code @P1} and so on in place of parameters
   * @param parameters their values: {@code String}, {@code Long}, {@code Boolean}, {@code Double},
   *     {@code BigDecimal}, {@code byte[]}, or of {@code java.time}
   */
  SqlServerAnswer answer(String sql, List<@Nullable Object> parameters);

  /** The client is gone. */
  default void end() {}
}
