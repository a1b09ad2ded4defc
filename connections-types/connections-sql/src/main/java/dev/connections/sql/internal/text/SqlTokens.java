package dev.connections.sql.internal.text;

import java.util.Locale;

/**
 * Reads a SQL text token by token: words in lower case, punctuation as it is. Leaves out comments
 * and literals. Used by one thread.
 */
public final class SqlTokens {

  /** What a token is. */
  public enum Kind {
    WORD,
    QUOTED_NAME,
    SYMBOL,
    LITERAL,
    /** Something that is read differently by different settings of the server. */
    UNCLEAR,
    END
  }

  private final String sql;
  private int at;
  private String text = "";
  private char symbol;

  public SqlTokens(String sql) {
    this.sql = sql;
  }

  /** The word, in lower case, if the last token was one. */
  public String text() {
    return text;
  }

  /** The character, if the last token was a symbol. */
  public char symbol() {
    return symbol;
  }

  public Kind next() {
    if (!skipBlanks()) {
      return Kind.UNCLEAR;
    }
    if (at == sql.length()) {
      return Kind.END;
    }
    char first = sql.charAt(at);
    if (Character.isLetter(first) || first == '_') {
      return word();
    }
    if (first >= '0' && first <= '9') {
      number();
      return Kind.LITERAL;
    }
    return switch (first) {
      case '\'' -> quoted('\'', Kind.LITERAL);
      case '"' -> quoted('"', Kind.QUOTED_NAME);
      case '$' -> parameter();
      default -> {
        at++;
        symbol = first;
        yield first == '\\' || first == '{' ? Kind.UNCLEAR : Kind.SYMBOL;
      }
    };
  }

  private Kind word() {
    int start = at;
    while (at < sql.length() && isPartOfWord(sql.charAt(at))) {
      at++;
    }
    text = sql.substring(start, at).toLowerCase(Locale.ROOT);
    boolean prefix = at < sql.length() && (sql.charAt(at) == '\'' || sql.charAt(at) == '"');
    boolean unicode = text.equals("u") && sql.startsWith("&", at);
    return prefix || unicode ? Kind.UNCLEAR : Kind.WORD; // E'…', U&"…"
  }

  private static boolean isPartOfWord(char next) {
    return Character.isLetterOrDigit(next) || next == '_' || next == '$';
  }

  private void number() {
    while (at < sql.length() && (isPartOfWord(sql.charAt(at)) || sql.charAt(at) == '.')) {
      at++;
    }
  }

  /** A doubled quote is two literals in a row for us, which makes no difference. */
  private Kind quoted(char quote, Kind kind) {
    int end = sql.indexOf(quote, at + 1);
    if (end < 0) {
      at = sql.length();
      return Kind.UNCLEAR;
    }
    boolean escapes = sql.substring(at, end).indexOf('\\') >= 0;
    at = end + 1;
    return escapes ? Kind.UNCLEAR : kind;
  }

  /** {@code $1}; what else begins with a dollar quotes a text in which there may be anything. */
  private Kind parameter() {
    at++;
    int start = at;
    while (at < sql.length() && Character.isDigit(sql.charAt(at))) {
      at++;
    }
    return at == start ? Kind.UNCLEAR : Kind.LITERAL;
  }

  /** False if a comment does not end. */
  private boolean skipBlanks() {
    while (at < sql.length()) {
      if (Character.isWhitespace(sql.charAt(at))) {
        at++;
      } else if (sql.startsWith("--", at)) {
        int end = sql.indexOf('\n', at);
        at = end < 0 ? sql.length() : end + 1;
      } else if (sql.startsWith("/*", at)) {
        if (!skipComment()) {
          return false;
        }
      } else {
        return true;
      }
    }
    return true;
  }

  /** Comments nest. */
  private boolean skipComment() {
    int depth = 0;
    while (at < sql.length()) {
      if (sql.startsWith("/*", at)) {
        depth++;
        at += 2;
      } else if (sql.startsWith("*/", at)) {
        at += 2;
        if (--depth == 0) {
          return true;
        }
      } else {
        at++;
      }
    }
    return false;
  }
}
