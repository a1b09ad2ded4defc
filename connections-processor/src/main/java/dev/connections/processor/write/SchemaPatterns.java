package dev.connections.processor.write;

import java.util.List;
import java.util.Locale;

/**
 * Regular expressions for texts as the runtime reads them, in what ECMAScript (with its flag u) and
 * Java have in common.
 */
final class SchemaPatterns {

  /** What has to be escaped to mean itself. */
  static final String SYNTAX = "^$\\.*+?()[]{}|/";

  /** What Java's isWhitespace and isBlank mean; what \\s means depends on the language. */
  private static final String WHITE =
      "\\t-\\r\\x1c-\\x20\\u1680\\u2000-\\u2006\\u2008-\\u200a\\u2028\\u2029\\u205f\\u3000";

  /** A character of a URL, or an escape; no spaces, controls, and some others. */
  private static final String OF_URLS =
      "(?:[^\\x00-\\x20\\x7f-\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\"#%<>\\\\^`{|}]"
          + "|%[0-9A-Fa-f]{2})";

  private static final String VARIABLE = "[A-Za-z_][A-Za-z0-9_.-]*";

  /** A character of a reference, which holds no other one. */
  private static final String INSIDE = "(?:[^}$]|\\$(?!\\{))";

  /** What is in it may come from elsewhere, so that the text itself says little of the value. */
  static final String MAYBE_REFERENCE = "[$#]\\{";

  /**
   * A text whose references are all of a known form. Each branch begins with a dollar or a hash and
   * excludes the others, so that it costs one step each.
   */
  static final String TEXT =
      "^[^$#]*(?:(?:"
          + "\\$\\$\\{"
          + ("|\\$\\{(?:env:" + VARIABLE + "(?::-" + INSIDE + "*)?|file:" + INSIDE + "+)\\}")
          + "|\\$(?!\\$?\\{)"
          + "|#\\{[^{}]+\\}#"
          + "|#(?!\\{)"
          + ")[^$#]*)*$";

  /** One reference without a default, and nothing else. */
  static final String SECRET =
      "^["
          + WHITE
          + "]*(?:\\$\\{(?:env:"
          + VARIABLE
          + ("|file:" + INSIDE + "+)\\}|#\\{[^{}]+\\}#)[")
          + WHITE
          + "]*$";

  static final String WHOLE = "^[-+]?[0-9]{1,40}$";

  static final String DECIMAL =
      "^[-+]?(?:[0-9]{1,200}(?:\\.[0-9]{0,200})?|\\.[0-9]{1,200})(?:[eE][-+]?[0-9]{1,4})?$";

  static final String BOOLEAN = "^(?:[Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee])$";

  static final String DURATION =
      "^(?=.)(?:[0-9]+d)?(?:[0-9]+h)?(?:[0-9]+m)?(?:[0-9]+s)?(?:[0-9]+ms)?$";

  /** As an addition to {@link #DURATION}: it is more than nothing. */
  static final String NOT_ZERO = "[1-9]";

  static final String DATA_SIZE = "^[0-9]+(?:[kMGT]?B|[KMGT]iB)$";

  static final String PERCENTAGE = "^[0-9]{1,12}(?:\\.[0-9]{1,12})?%$";

  static final String NOT_BLANK = "[^" + WHITE + "]";

  static final String BLANK = "^[" + WHITE + "]*$";

  /** An absolute URL without a user and without parameters that sound like credentials. */
  static final String URL =
      "^(?!.*//[^/?#]*@)(?!.*[?&;](?:[A-Za-z_.-]*(?:"
          + String.join(
              "|",
              anyCase("password"),
              anyCase("passwd"),
              anyCase("pwd"),
              anyCase("secret"),
              anyCase("token"))
          + ")|"
          + (anyCase("api") + "[-_]?" + anyCase("key"))
          + "|"
          + (anyCase("access") + "[-_]?" + anyCase("key"))
          + ")=)[A-Za-z][A-Za-z0-9+.-]*:"
          + (OF_URLS + "+(?:#" + OF_URLS + "*)?$");

  static final String CONNECTION_NAME = "^(?!(?:defaults|profiles?)$)[a-z][a-z0-9-]{0,62}$";

  private SchemaPatterns() {}

  /** Names in any case, with - or _. */
  static String names(List<String> names) {
    StringBuilder pattern = new StringBuilder("^(?:");
    String separator = "";
    for (String name : names) {
      pattern.append(separator);
      appendAnyCase(pattern, name);
      separator = "|";
    }
    return pattern.append(")$").toString();
  }

  private static String anyCase(String word) {
    StringBuilder pattern = new StringBuilder();
    appendAnyCase(pattern, word);
    return pattern.toString();
  }

  private static void appendAnyCase(StringBuilder pattern, String word) {
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if (c == '_' || c == '-') {
        pattern.append("[_-]");
      } else if (SYNTAX.indexOf(c) >= 0) {
        pattern.append('\\').append(c);
      } else if (Character.isLetter(c)) {
        String letter = String.valueOf(c);
        String upper = letter.toUpperCase(Locale.ROOT);
        String lower = letter.toLowerCase(Locale.ROOT);
        pattern.append(upper.equals(lower) ? letter : "[" + upper + lower + "]");
      } else {
        pattern.append(c);
      }
    }
  }
}
