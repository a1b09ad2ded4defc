package dev.connections.sql;

import java.sql.SQLException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

  private static final Map<String, Pattern> FORMS =
      Map.of("23505", UNIQUE, "23503", FOREIGN, "23506", FOREIGN, "23513", CHECK);

  @Override
  public SqlErrorDetail of(SQLException failure) {
    String state = failure.getSQLState();
    String text = String.valueOf(failure.getMessage());
    int code = failure.getErrorCode();
    Pattern form = state == null ? null : FORMS.get(state);
    Matcher found = form == null ? null : form.matcher(text);
    if (found != null && found.find()) {
      return new SqlErrorDetail(
          state,
          code,
          found.group("constraint"),
          nonEmpty(found.group("schema")),
          nonEmpty(found.group("table")),
          null);
    }
    String first = SafeText.quoted(text, 0);
    return switch (SqlProblem.of(state, code)) {
      case NOT_NULL_VIOLATION, UNKNOWN_COLUMN ->
          new SqlErrorDetail(state, code, null, null, null, first);
      case UNKNOWN_TABLE -> new SqlErrorDetail(state, code, null, null, first, null);
      default -> new SqlErrorDetail(state, code);
    };
  }

  private static @Nullable String nonEmpty(@Nullable String name) {
    return name == null || name.isEmpty() ? null : name;
  }
}
