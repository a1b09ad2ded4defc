package dev.connections.sql.internal.mysql;

import dev.connections.sql.SqlError;
import dev.connections.sql.SqlProblem;
import dev.connections.sql.internal.failure.SafeText;
import dev.connections.sql.internal.failure.SettingException;
import dev.connections.sql.internal.failure.SqlErrors;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What errors of both servers tell: names stand in their texts only, in a form for each code. A
 * server that speaks another language ({@code lc_messages}) tells no names. Thread-safe.
 */
public abstract class FamilyErrors implements SqlErrors {

  /** The driver objects before it has sent anything. */
  public static final String NOT_SENT = "driver/not-sent";

  /** The driver objects, perhaps to what it was asked for after the server had worked. */
  public static final String OF_DRIVER = "driver";

  static final String READ_ONLY_SERVER = "1290/read-only";
  static final String LOCK_TIMEOUT_ROLLS_BACK = "1205/rolled-back";

  private static final int LOCK_TIMEOUT = 1205;
  private static final int OPTION_PREVENTS = 1290;
  private static final int SIGNAL = 1644;

  private static final String OWNER = "`(?<schema>[^`]+)`\\.`(?<table>[^`]+)`";
  private static final Pattern DUPLICATE =
      Pattern.compile(
          ".* for key '(?:(?<table>[\\w$]+)\\.)?(?<constraint>[\\w$]+)'", Pattern.DOTALL);
  private static final Pattern FOREIGN =
      Pattern.compile(".*\\(" + OWNER + ", CONSTRAINT `(?<constraint>[^`]+)` FOREIGN KEY.*");
  private static final Pattern COLUMN = Pattern.compile("\\w+ '(?<column>[\\w$]+)' .*");

  private static final Map<Integer, Pattern> FORMS =
      Map.of(
          1062, DUPLICATE,
          1451, FOREIGN,
          1452, FOREIGN,
          1048, COLUMN,
          1364, COLUMN,
          4025, Pattern.compile("CONSTRAINT `(?<constraint>[^`]+)` failed for " + OWNER),
          3819, Pattern.compile("Check constraint '(?<constraint>[\\w$]+)' is violated\\.?"),
          1146, Pattern.compile("Table '(?<schema>[\\w$]+)\\.(?<table>[\\w$]+)' doesn't exist"),
          1054,
              Pattern.compile(
                  "Unknown column '(?:(?:[\\w$]+\\.)?(?<table>[\\w$]+)\\.)?(?<column>[\\w$]+)' in .*"));

  /** MariaDB's driver puts the session's number before each text, MySQL's a name before some. */
  private static final Pattern PREFIX = Pattern.compile("^(?:\\(conn=\\d+\\) |Data truncation: )");

  private volatile boolean rollsBackOnLockTimeout;

  /** As the server says of itself; by default it does not. */
  final void rollsBackOnLockTimeout(boolean whole) {
    rollsBackOnLockTimeout = whole;
  }

  /** The key of a rule for what comes from the driver, and not from the server; null for none. */
  protected abstract @Nullable String ofDriver(SQLException failure);

  @Override
  public final @Nullable String special(SQLException failure) {
    if (failure instanceof SettingException) {
      return null; // ours
    }
    int code = failure.getErrorCode();
    if (code <= 0) {
      return ofDriver(failure);
    }
    if (code == LOCK_TIMEOUT && rollsBackOnLockTimeout) {
      return LOCK_TIMEOUT_ROLLS_BACK;
    }
    return code == OPTION_PREVENTS && isReadOnly(failure) ? READ_ONLY_SERVER : null;
  }

  /** The name of the option, which is in no language; others have this code, too. */
  private static boolean isReadOnly(SQLException failure) {
    String text = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    return text.contains("read-only") || text.contains("read_only");
  }

  @Override
  public final SqlError of(SQLException failure) {
    int code = failure.getErrorCode();
    Pattern form = FORMS.get(code);
    Matcher found = form == null ? null : form.matcher(servers(failure));
    boolean named = found != null && found.matches();
    return new SqlError(
        failure.getSQLState(),
        Math.max(0, code),
        problem(failure.getSQLState(), code),
        named ? name(found, "constraint") : null,
        named ? name(found, "schema") : null,
        named ? name(found, "table") : null,
        named ? name(found, "column") : null);
  }

  private static @Nullable String name(@Nullable Matcher found, String group) {
    return found != null && found.pattern().pattern().contains("(?<" + group + ">")
        ? found.group(group)
        : null;
  }

  private static SqlProblem problem(@Nullable String state, int code) {
    return switch (code) {
      case 1062, 1586 -> SqlProblem.UNIQUE_VIOLATION;
      case 1216, 1217, 1451, 1452 -> SqlProblem.FOREIGN_KEY_VIOLATION;
      case 1048, 1364 -> SqlProblem.NOT_NULL_VIOLATION;
      case 3819, 4025 -> SqlProblem.CHECK_VIOLATION;
      case 1051, 1146 -> SqlProblem.UNKNOWN_TABLE;
      case 1054 -> SqlProblem.UNKNOWN_COLUMN;
      case 1213 -> SqlProblem.DEADLOCK;
      case 1020 -> SqlProblem.SERIALIZATION_FAILURE;
      case 1205, 3572 -> SqlProblem.LOCK_TIMEOUT;
      default -> SqlErrors.unnamed(state, code).problem();
    };
  }

  private static String servers(SQLException failure) {
    return PREFIX.matcher(String.valueOf(failure.getMessage())).replaceFirst("");
  }

  @Override
  public final String text(SQLException failure) {
    SQLException told = SafeText.told(failure);
    if (told.getErrorCode() == SIGNAL) {
      return "";
    }
    String named = NamedTexts.of(told.getErrorCode(), servers(told));
    if (named != null) {
      return named;
    }
    String text = String.valueOf(told.getMessage());
    Matcher prefix = PREFIX.matcher(text);
    return prefix.find()
        ? SafeText.of(String.valueOf(told.getSQLState()), text.substring(prefix.end()))
        : SafeText.of(told);
  }
}
