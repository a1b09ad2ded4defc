package dev.connections.sql.internal.mysql;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Texts of both servers whose quotes hold names of tables, columns, keys, users and hosts, and not
 * data: they may be shown. A text is shown only if it has one of its code's forms as a whole;
 * anything else, such as another language ({@code lc_messages}), or a name with a quote in it, is
 * left to the rules for unknown texts. What is data by its place is left out.
 */
final class NamedTexts {

  private static final String NAME = "[\\p{L}_$][\\p{L}\\p{N}_$]*";

  /** What may stand in a place of a form. */
  private static final Map<String, String> PLACES =
      Map.of(
          "name", NAME + "(?:\\." + NAME + ")*",
          "table", "`?" + NAME + "`?(?:\\.`?" + NAME + "`?)*",
          "user", "[\\p{L}\\p{N}_$.@-]*",
          "host", "[\\w.%:-]*",
          "words", "[A-Za-z_, ]+",
          "number", "\\d+",
          "value", ".*");

  private static final Pattern PLACE = Pattern.compile("\\{(\\w+)\\}");

  private static final String ACCOUNT = "'{user}'@'{host}'";

  /**
   * By code. Sources: sql/share/errmsg-utf8.txt of MariaDB 11.4, and share/messages_to_clients.txt
   * of MySQL 8.4, which differ where there are two forms. A syntax error (1064) is not here: it
   * repeats a piece of the statement.
   */
  private static final Map<Integer, List<Form>> FORMS =
      forms(
          Map.entry(1044, "Access denied for user " + ACCOUNT + " to database '{name}'"),
          Map.entry(1045, "Access denied for user " + ACCOUNT + " (using password: {words})"),
          Map.entry(1698, "Access denied for user " + ACCOUNT),
          Map.entry(1130, "Host '{host}' is not allowed to connect to this {words} server"),
          Map.entry(1203, "User {user} already has more than '{name}' active connections"),
          Map.entry(
              1226, "User '{user}' has exceeded the '{name}' resource (current value: {number})"),
          Map.entry(1049, "Unknown database '{name}'"),
          Map.entry(1050, "Table '{table}' already exists"),
          Map.entry(1051, "Unknown table '{table}'"),
          Map.entry(1109, "Unknown table '{name}' in {words}"),
          Map.entry(1146, "Table '{name}' doesn't exist"),
          Map.entry(1054, "Unknown column '{name}' in '{words}'"),
          Map.entry(1052, "Column '{name}' in {words} is ambiguous"),
          Map.entry(1060, "Duplicate column name '{name}'"),
          Map.entry(1061, "Duplicate key name '{name}'"),
          Map.entry(1072, "Key column '{name}' doesn't exist in table"),
          Map.entry(1048, "Column '{name}' cannot be null"),
          Map.entry(1364, "Field '{name}' doesn't have a default value"),
          Map.entry(1264, "Out of range value for column '{name}' at row {number}"),
          Map.entry(1406, "Data too long for column '{name}' at row {number}"),
          Map.entry(1142, "{words} command denied to user " + ACCOUNT + " for table '{name}'"),
          Map.entry(1142, "{words} command denied to user " + ACCOUNT + " for table {table}"),
          Map.entry(
              1143,
              "{words} command denied to user "
                  + ACCOUNT
                  + " for column '{name}' in table '{name}'"),
          Map.entry(1370, "{words} command denied to user " + ACCOUNT + " for routine '{name}'"),
          Map.entry(1305, "{words} {name} does not exist"),
          Map.entry(1062, "Duplicate entry '{value}' for key '{name}'"),
          Map.entry(1586, "Duplicate entry '{value}' for key '{name}'"));

  /** A form of a text; the places of values are groups. */
  private record Form(Pattern pattern) {

    static Form of(String written) {
      StringBuilder pattern = new StringBuilder();
      Matcher place = PLACE.matcher(written);
      int end = 0;
      while (place.find()) {
        pattern.append(Pattern.quote(written.substring(end, place.start())));
        String name = place.group(1);
        String allowed = PLACES.get(name);
        pattern.append(name.equals("value") ? "(" : "(?:").append(allowed).append(')');
        end = place.end();
      }
      pattern.append(Pattern.quote(written.substring(end)));
      return new Form(Pattern.compile(pattern.toString(), Pattern.DOTALL));
    }

    /** The text with its values left out; null if it does not have this form. */
    @Nullable String shown(String text) {
      Matcher found = pattern.matcher(text);
      if (!found.matches()) {
        return null;
      }
      return found.groupCount() == 0
          ? text
          : text.substring(0, found.start(1)) + "?" + text.substring(found.end(1));
    }
  }

  private NamedTexts() {}

  @SafeVarargs
  private static Map<Integer, List<Form>> forms(Map.Entry<Integer, String>... written) {
    Map<Integer, List<Form>> forms = new HashMap<>();
    for (Map.Entry<Integer, String> each : written) {
      forms.computeIfAbsent(each.getKey(), code -> new ArrayList<>()).add(Form.of(each.getValue()));
    }
    return forms;
  }

  /** What may be shown of a server's text; null if its code, or the text's form, is another one. */
  static @Nullable String of(int code, String text) {
    for (Form form : FORMS.getOrDefault(code, List.of())) {
      String shown = form.shown(text);
      if (shown != null) {
        return shown;
      }
    }
    return null;
  }
}
