package dev.connections.testing.sqlserver;

import dev.connections.testing.sqlserver.SqlServerAnswer.Column;
import dev.connections.testing.sqlserver.SqlServerAnswer.Failed;
import dev.connections.testing.sqlserver.SqlServerAnswer.Rows;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parts that answers of a server consist of ([MS-TDS] 2.2.7). */
final class TdsTokens {

  static final int MAJOR_VERSION = 16;
  static final int BUILD = 1000;

  private static final int COLUMNS = 0x81;
  private static final int ROW = 0xD1;
  private static final int RETURN_STATUS = 0x79;
  private static final int RETURN_VALUE = 0xAC;
  private static final int ERROR = 0xAA;
  private static final int LOGIN_ACKNOWLEDGED = 0xAD;
  private static final int CHANGED = 0xE3;

  /** The end of a statement in a text, of a procedure, and of a statement in a procedure. */
  static final int DONE = 0xFD;

  static final int DONE_PROCEDURE = 0xFE;
  static final int DONE_IN_PROCEDURE = 0xFF;

  /** What the end of something says of it. */
  static final int MORE = 0x01;

  static final int FAILED = 0x02;
  static final int COUNTED = 0x10;
  static final int CANCELED = 0x20;

  private static final int COMMAND_SELECT = 0xC1;
  private static final int COMMAND_UPDATE = 0xC3;

  private static final int CHANGED_DATABASE = 1;
  private static final int CHANGED_COLLATION = 7;

  private final TdsWriter out = new TdsWriter();

  /** What was written so far. */
  byte[] toBytes() {
    return out.toBytes();
  }

  TdsTokens admitted(String database) {
    TdsWriter changed = new TdsWriter().u8(CHANGED_DATABASE).shortText(database).shortText("");
    out.u8(CHANGED).sized(changed);
    TdsWriter collation = new TdsWriter().u8(CHANGED_COLLATION).u8(5).raw(TdsTypes.COLLATION).u8(0);
    out.u8(CHANGED).sized(collation);
    TdsWriter acknowledged = new TdsWriter().u8(1).u8(0x74).u8(0).u8(0).u8(4);
    acknowledged.shortText("Microsoft SQL Server");
    acknowledged.u8(MAJOR_VERSION).u8(0).u8(BUILD >> 8).u8(BUILD & 0xFF);
    out.u8(LOGIN_ACKNOWLEDGED).sized(acknowledged);
    return done(DONE, 0);
  }

  TdsTokens error(Failed failed) {
    TdsWriter error = new TdsWriter().i32(failed.number()).u8(1).u8(failed.severity());
    error.longText(failed.message()).shortText("fake").shortText("").i32(1);
    out.u8(ERROR).sized(error);
    return this;
  }

  TdsTokens rows(Rows rows) {
    out.u8(COLUMNS).u16(rows.columns().size());
    for (Column column : rows.columns()) {
      out.i32(0).u16(1); // no type of a user's own; may be null
      TdsTypes.describe(out, column.type());
      out.shortText(column.name());
    }
    for (List<@Nullable Object> row : rows.rows()) {
      out.u8(ROW);
      for (int i = 0; i < rows.columns().size(); i++) {
        TdsTypes.write(out, rows.columns().get(i).type(), row.get(i));
      }
    }
    return this;
  }

  /** The end of something that counts no rows. */
  TdsTokens done(int token, int status) {
    out.u8(token).u16(status).u16(0).i64(0);
    return this;
  }

  TdsTokens doneSelecting(int token, int status, long rows) {
    out.u8(token).u16(status | COUNTED).u16(COMMAND_SELECT).i64(rows);
    return this;
  }

  TdsTokens doneChanging(int token, int status, long rows) {
    out.u8(token).u16(status | COUNTED).u16(COMMAND_UPDATE).i64(rows);
    return this;
  }

  /** What a procedure returns: 0, and the handle of what it has prepared, if it was to. */
  TdsTokens returned(@Nullable Integer handle) {
    out.u8(RETURN_STATUS).i32(0);
    if (handle != null) {
      out.u8(RETURN_VALUE).u16(0).shortText("").u8(1).i32(0).u16(0);
      out.u8(TdsTypes.INTEGER).u8(4).u8(4).i32(handle);
    }
    return this;
  }
}
