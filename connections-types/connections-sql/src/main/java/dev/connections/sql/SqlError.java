package dev.connections.sql;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What a database says of an error; see {@link SqlFailure}.
 *
 * @param sqlState five characters
 * @param vendorCode 0 if there is none
 */
record SqlErrorDetail(
    @Nullable String sqlState,
    int vendorCode,
    @Nullable String constraint,
    @Nullable String schema,
    @Nullable String table,
    @Nullable String column)
    implements Serializable {

  SqlErrorDetail(@Nullable String sqlState, int vendorCode) {
    this(sqlState, vendorCode, null, null, null, null);
  }
}
