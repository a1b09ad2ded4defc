package dev.connections.sql.sqlite;

import dev.connections.sql.SqlError;
import dev.connections.sql.internal.failure.RejectedCallException;
import dev.connections.sql.internal.failure.SettingException;
import dev.connections.sql.internal.failure.SqlErrors;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * What sqlite-jdbc's exceptions tell: no states, a result code, and a text after a fixed one for
 * the code. Of that only forms are shown that hold names of the schema.
 */
final class SqliteErrors implements SqlErrors {

  /** So many frames above the place where it was thrown are looked at. */
  private static final int NEAREST = 12;

  private static final String NAME = "[A-Za-z_][\\w$]*";

  private static final Pattern COLUMNS =
      Pattern.compile(
          "\\((?<what>(?:UNIQUE|NOT NULL) constraint failed: (?<table>"
              + NAME
              + ")\\.(?<column>"
              + NAME
              + ")(?<more>(?:, "
              + NAME
              + "\\."
              + NAME
              + ")*))\\)$");

  private static final Pattern CHECK =
      Pattern.compile("\\((?<what>CHECK constraint failed: (?<constraint>" + NAME + "))\\)$");

  private static final Pattern MISSING =
      Pattern.compile(
          "\\((?<what>no such (?<sort>table|column|function|index|view|trigger|module|savepoint):"
              + " (?:"
              + NAME
              + "\\.)?(?<name>"
              + NAME
              + "))\\)$");

  /** A keyword or a sign: what else is there may be a value. */
  private static final Pattern SYNTAX =
      Pattern.compile("\\(near \"(?<near>[^\\w\\s]{1,2})\": syntax");

  @Override
  public SqlError of(SQLException failure) {
    String text = String.valueOf(failure.getMessage());
    int code = code(failure);
    Matcher missing = MISSING.matcher(text);
    if (missing.find()) {
      boolean table = missing.group("sort").equals("table");
      boolean column = missing.group("sort").equals("column");
      return new SqlError(
          table ? "42S02" : column ? "42S22" : null,
          code,
          null,
          null,
          table ? missing.group("name") : null,
          column ? missing.group("name") : null);
    }
    Matcher columns = COLUMNS.matcher(text);
    Matcher check = CHECK.matcher(text);
    boolean found = columns.find();
    return new SqlError(
        state(failure),
        code,
        check.find() ? check.group("constraint") : null,
        null,
        found ? columns.group("table") : null,
        found && columns.group("more").isEmpty() ? columns.group("column") : null);
  }

  /** The extended code where there is one. */
  private static int code(SQLException failure) {
    return failure instanceof SQLiteException sqlite
        ? sqlite.getResultCode().code
        : failure.getErrorCode();
  }

  /** What the standard calls it, since SQLite has no name for it. */
  private static @Nullable String state(SQLException failure) {
    if (!(failure instanceof SQLiteException sqlite)) {
      return failure.getSQLState();
    }
    return switch (sqlite.getResultCode()) {
      case SQLITE_CONSTRAINT_UNIQUE, SQLITE_CONSTRAINT_PRIMARYKEY, SQLITE_CONSTRAINT_ROWID ->
          "23505";
      case SQLITE_CONSTRAINT_FOREIGNKEY -> "23503";
      case SQLITE_CONSTRAINT_NOTNULL -> "23502";
      case SQLITE_CONSTRAINT_CHECK -> "23514";
      default ->
          switch (sqlite.getErrorCode()) {
            case 5, 6 -> "HYT00";
            case 19 -> "23000";
            default -> null;
          };
    };
  }

  @Override
  public @Nullable String special(SQLException failure) {
    if (failure instanceof MovedFileException) {
      return SqliteStates.MOVED_FILE;
    }
    if (!(failure instanceof SQLiteException sqlite)) {
      return null;
    }
    int code = failure.getErrorCode();
    if (isOfBatch(failure)) {
      return switch (code) {
        case 10, 11, 14, 26 -> null;
        case SqliteStates.BUSY, 6 -> SqliteStates.BATCH_BUSY;
        case SqliteStates.INTERRUPT -> SqliteStates.BATCH_CANCELED;
        default -> SqliteStates.BATCH;
      };
    }
    if (sqlite.getResultCode() == SQLiteErrorCode.SQLITE_READONLY_DBMOVED) {
      return SqliteStates.MOVED_FILE; // SQLite looks itself, but only without WAL
    }
    if (sqlite.getResultCode() == SQLiteErrorCode.SQLITE_BUSY_SNAPSHOT) {
      return SqliteStates.SNAPSHOT;
    }
    return code == 1 && String.valueOf(failure.getMessage()).contains("no transaction is active")
        ? SqliteStates.NO_TRANSACTION
        : null;
  }

  /** The driver throws what it throws for a single statement, without counts. */
  private static boolean isOfBatch(SQLException failure) {
    StackTraceElement[] frames = failure.getStackTrace();
    for (int i = 0; i < frames.length && i < NEAREST; i++) {
      if (frames[i].getMethodName().equals("executeBatch")
          && frames[i].getClassName().equals("org.sqlite.core.DB")) {
        return true;
      }
    }
    return false;
  }

  @Override
  public String adviceForWrites() {
    return SqliteStates.CHECK_RIGHTS;
  }

  @Override
  public String text(SQLException failure) {
    if (failure instanceof SettingException || failure instanceof RejectedCallException) {
      return String.valueOf(failure.getMessage()); // our own, and safe already
    }
    if (failure instanceof MovedFileException moved) {
      return moved.path();
    }
    String text = String.valueOf(failure.getMessage());
    if (!(failure instanceof SQLiteException sqlite)) {
      return DriverTexts.shown(text);
    }
    String fixed = sqlite.getResultCode().name();
    for (Pattern form : new Pattern[] {COLUMNS, CHECK, MISSING}) {
      Matcher found = form.matcher(text);
      if (found.find()) {
        return fixed + ": " + found.group("what");
      }
    }
    if (text.contains(": syntax error")) {
      Matcher near = SYNTAX.matcher(text);
      String where = near.find() ? near.group("near") : "?";
      return fixed + ": syntax error near \"" + where + "\"";
    }
    return fixed;
  }
}
