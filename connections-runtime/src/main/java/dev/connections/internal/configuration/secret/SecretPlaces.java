package dev.connections.internal.configuration.secret;

/**
 * Where a text that equals a secret is that secret. Inside a longer word it is not, and stars there
 * would tell a secret that is a common word: "jdbc:***ql:" can only be {@code postgres}. The scheme
 * of a URL and the name of an operation are written by the program, so they stay as well. Pure.
 */
final class SecretPlaces {

  /** No ordinary word is this long, so such a value is removed wherever it stands. */
  private static final int LONGER_THAN_WORDS = 16;

  private static final String JDBC = "jdbc:";
  private static final String OPERATION = "operation '";

  private SecretPlaces() {}

  /** The text with something else in each place where the value is a secret. */
  static String replace(String text, String value, String instead) {
    int at = text.indexOf(value);
    if (at < 0) {
      return text;
    }
    StringBuilder clean = new StringBuilder(text.length());
    int done = 0;
    while (at >= 0) {
      int end = at + value.length();
      if (isWhole(text, at, end) && !isScheme(text, at, end) && !isOperation(text, at, end)) {
        clean.append(text, done, at).append(instead);
        done = end;
        at = text.indexOf(value, end);
      } else {
        at = text.indexOf(value, at + 1);
      }
    }
    return clean.append(text, done, text.length()).toString();
  }

  private static boolean isWhole(String text, int at, int end) {
    return end - at >= LONGER_THAN_WORDS
        || ((!isInWord(text, at) || endsEscape(text, at)) && !isInWord(text, end));
  }

  /** Whether the characters on both sides are of one word. */
  private static boolean isInWord(String text, int between) {
    return between > 0
        && between < text.length()
        && isOfWord(text.charAt(between - 1))
        && isOfWord(text.charAt(between));
  }

  private static boolean isOfWord(char one) {
    return Character.isLetterOrDigit(one) || one == '_';
  }

  /** As in {@code %3Asecret} and {@code \nsecret}, whose letters belong to another character. */
  private static boolean endsEscape(String text, int at) {
    return (at >= 2 && text.charAt(at - 2) == '\\')
        || (at >= 3 && text.charAt(at - 3) == '%' && areHex(text, at - 2, at))
        || (at >= 6 && text.startsWith("\\u", at - 6) && areHex(text, at - 4, at));
  }

  private static boolean areHex(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (Character.digit(text.charAt(i), 16) < 0) {
        return false;
      }
    }
    return true;
  }

  /** As {@code https} in {@code https://host}, and both parts of {@code jdbc:h2:mem:orders}. */
  private static boolean isScheme(String text, int at, int end) {
    if (end == text.length() || text.charAt(end) != ':') {
      return false;
    }
    boolean ofJdbc = text.startsWith(JDBC, at - JDBC.length());
    return text.startsWith("//", end + 1)
        ? ofJdbc || at == 0 || text.charAt(at - 1) != ':' // else it is what follows a user's name
        : ofJdbc || text.startsWith(JDBC, at);
  }

  private static boolean isOperation(String text, int at, int end) {
    return text.startsWith(OPERATION, at - OPERATION.length())
        && end < text.length()
        && text.charAt(end) == '\'';
  }
}
