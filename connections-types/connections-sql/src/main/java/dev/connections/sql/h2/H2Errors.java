package dev.connections.sql.h2;

import dev.connections.sql.SqlError;
import dev.connections.sql.internal.failure.SafeText;
import dev.connections.sql.internal.failure.SqlErrors;
import java.sql.SQLException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.h2.jdbc.JdbcException;
import org.jspecify.annotations.Nullable;

/** What H2 tells: names stand in its text only, in a form for each error. */
final class H2Errors implements SqlErrors {

  private static final String NAME = "[A-Za-z_][\\w$]*";
  private static final String TABLE = "(?:(?<schema>" + NAME + ")\\.)?(?<table>" + NAME + ")";
  private static final String CONSTRAINT = "(?:" + NAME + "\\.)?(?<constraint>" + NAME + ")";
  private static final Pattern UNIQUE =
      Pattern.compile("\"" + CONSTRAINT + "(?: INDEX [\\w.$]+| KEY)? ON " + TABLE);
  private static final Pattern FOREIGN = Pattern.compile("\"" + CONSTRAINT + ": " + TABLE);
  private static final Pattern CHECK =
      Pattern.compile("\"" + CONSTRAINT + ":(?<schema>)(?<table>)");

  private static final Pattern TOO_LONG =
      Pattern.compile("Value too long for column \"" + NAME + " [A-Z ]+(\\(\\d+\\))?\": ");

  private static final String MARK = "[*]";
  private static final String EXPECTED = "; expected \"";

  private static final Map<String, Pattern> FORMS =
      Map.of("23505", UNIQUE, "23503", FOREIGN, "23506", FOREIGN, "23513", CHECK);

  @Override
  public SqlError of(SQLException failure) {
    String state = failure.getSQLState();
    String text = String.valueOf(failure.getMessage());
    int code = failure.getErrorCode();
    Pattern form = state == null ? null : FORMS.get(state);
    Matcher found = form == null ? null : form.matcher(text);
    if (found != null && found.find()) {
      return new SqlError(
          state,
          code,
          found.group("constraint"),
          nonEmpty(found.group("schema")),
          nonEmpty(found.group("table")),
          null);
    }
    String first = SafeText.quoted(text, 0);
    return switch (SqlErrors.unnamed(state, code).problem()) {
      case NOT_NULL_VIOLATION, UNKNOWN_COLUMN -> new SqlError(state, code, null, null, null, first);
      case UNKNOWN_TABLE -> new SqlError(state, code, null, null, first, null);
      default -> SqlErrors.unnamed(state, code);
    };
  }

  @Override
  public String text(SQLException failure) {
    SQLException told = SafeText.told(failure);
    if (!(told instanceof JdbcException h2)) {
      return SafeText.of(told);
    }
    String state = String.valueOf(told.getSQLState());
    String original = String.valueOf(h2.getOriginalMessage()); // without the whole statement
    String text = SafeText.of(state, original);
    return switch (state) {
      case "42000" -> text + place(original, h2.getSQL());
      case "42001" -> text + place(original, h2.getSQL()) + expected(original);
      case "22001" -> {
        Matcher column = TOO_LONG.matcher(original);
        yield column.lookingAt() ? column.group() + "?" : text;
      }
      default -> text;
    };
  }

  /** Where H2 has put its mark into the statement that it repeats. */
  private static String place(String original, @Nullable String sql) {
    int start = original.indexOf('"') + 1;
    if (sql == null || start == 0) {
      return "";
    }
    String repeated = original.substring(start).replace("\"\"", "\"");
    int same = 0;
    while (same < sql.length()
        && same < repeated.length()
        && sql.charAt(same) == repeated.charAt(same)) {
      same++;
    }
    return repeated.startsWith(MARK, same)
        ? " at character " + (same + 1) + " of the statement"
        : "";
  }

  /** What its grammar allows there, which is the last that it says. */
  private static String expected(String original) {
    int start = original.lastIndexOf(EXPECTED);
    return start < 0 ? "" : original.substring(start);
  }

  private static @Nullable String nonEmpty(@Nullable String name) {
    return name == null || name.isEmpty() ? null : name;
  }
}
