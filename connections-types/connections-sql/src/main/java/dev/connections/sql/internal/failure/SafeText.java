package dev.connections.sql.internal.failure;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The part of a driver's message that may be shown. Messages hold bind values and pieces of
 * statements, which may be personal data, but a developer must be told what is wrong. What a
 * database says is a fixed text into which names, types and values are put, so by the SQLSTATE:
 *
 * <ul>
 *   <li>what users write themselves (RAISE, SIGNAL, functions in other languages) is left out;
 *   <li>where it is about data or syntax, everything from the first to the last quote is left out,
 *       and numbers where they may be values: a value may hold quotes itself;
 *   <li>elsewhere what stands in double quotes or backquotes is kept if it has the form of a name,
 *       and what stands in single quotes is left out.
 * </ul>
 *
 * <p>Types, lengths in parentheses, constraints and positions are kept. Only the first line is.
 */
public final class SafeText {

  /** Written by users: RAISE, ASSERT, SIGNAL and what functions throw. */
  private static final Set<String> USERS = Set.of("P0001", "P0004");

  /** Texts that quote a piece of the statement. */
  private static final Set<String> SYNTAX = Set.of("42601", "42000", "42001");

  private static final String LEFT_OUT = "?";

  private static final String OTHER_QUOTES = "\u00ab\u00bb\u201e\u201c\u201d\u300c\u300d";
  private static final String OTHER_APOSTROPHES = "\u2018\u2019\u201a\u2039\u203a";

  /** A number that is no part of a name or type, no index of a parameter and no place. */
  private static final Pattern NUMBER =
      Pattern.compile(
          "(?<![\\w$#(,.:+-])(?<!\\b(?:row|line|parameter|position|character|offset) )"
              + "[-+]?\\d[\\w.:,+-]*");

  private SafeText() {}

  /** What may be shown of the message; empty if nothing may. */
  public static String of(SQLException failure) {
    String text = String.valueOf(failure.getMessage());
    return failure instanceof SettingException || failure instanceof RejectedCallException
        ? text // our own, and safe already
        : of(String.valueOf(failure.getSQLState()), text);
  }

  /** The same of a text that came with a state. */
  public static String of(String state, String text) {
    if (USERS.contains(state) || state.startsWith("45") || state.startsWith("38")) {
      return "";
    }
    boolean data = state.startsWith("22");
    if (!data && !SYNTAX.contains(state)) {
      return masked(text);
    }
    // As a whole: a value may go over several lines.
    String masked = firstLine(spans(spans(plain(text), '"'), '\''));
    return data ? withoutNumbers(masked) : masked;
  }

  /** What may be shown of a text that holds names of the application's code, but no values. */
  public static String masked(String text) {
    return named(plain(firstLine(text)));
  }

  /** The entries of a batch have their own failure, and its text holds no statement. */
  public static SQLException told(SQLException failure) {
    return failure instanceof BatchUpdateException && failure.getNextException() != null
        ? failure.getNextException()
        : failure;
  }

  private static String firstLine(String message) {
    int end = message.indexOf('\n');
    String line = end < 0 ? message : message.substring(0, end);
    int statement = line.indexOf("; SQL statement:");
    return statement < 0 ? line : line.substring(0, statement);
  }

  /** With the quotes of other languages as ours are. */
  private static String plain(String text) {
    StringBuilder plain = new StringBuilder(text);
    for (int i = 0; i < plain.length(); i++) {
      char each = plain.charAt(i);
      if (OTHER_QUOTES.indexOf(each) >= 0) {
        plain.setCharAt(i, '"');
      } else if (OTHER_APOSTROPHES.indexOf(each) >= 0) {
        plain.setCharAt(i, '\'');
      }
    }
    return plain.toString();
  }

  /** Without what stands between the first and the last quote, or after the only one. */
  private static String spans(String text, char quote) {
    int first = -1;
    int last = -1;
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == quote && !isApostrophe(text, i)) {
        first = first < 0 ? i : first;
        last = i;
      }
    }
    if (first < 0) {
      return text;
    }
    String inside = text.substring(first + 1, Math.max(last, first + 1));
    String shown = quote == '"' && isPunctuation(inside) ? inside : LEFT_OUT;
    String rest = last > first ? text.substring(last + 1) : "";
    return text.substring(0, first + 1) + shown + quote + rest;
  }

  /** As in "doesn't": no quote. */
  private static boolean isApostrophe(String text, int at) {
    return text.charAt(at) == '\''
        && at > 0
        && at + 1 < text.length()
        && Character.isLetter(text.charAt(at - 1))
        && Character.isLetter(text.charAt(at + 1));
  }

  /** What a syntax error is near to: it is not data if it is a bracket, say. */
  private static boolean isPunctuation(String text) {
    return text.matches("[(),;=<>*+/|.-]{1,2}");
  }

  /** With names in their quotes, but without anything else in quotes. */
  private static String named(String text) {
    String line = spans(text, '\'');
    StringBuilder shown = new StringBuilder();
    int at = 0;
    while (at < line.length()) {
      char quote = line.charAt(at);
      if (quote != '"' && quote != '`') {
        shown.append(quote);
        at++;
        continue;
      }
      int end = end(line, at);
      String inside = line.substring(at + 1, end < 0 ? line.length() : end);
      boolean name = end >= 0 && isName(inside);
      shown.append(quote).append(name ? inside : LEFT_OUT).append(quote);
      at = end < 0 ? line.length() : end + 1;
    }
    return shown.toString();
  }

  /** Where the quote that opens here closes: a doubled one does not. */
  private static int end(String text, int open) {
    char quote = text.charAt(open);
    int end = text.indexOf(quote, open + 1);
    while (end >= 0 && end + 1 < text.length() && text.charAt(end + 1) == quote) {
      end = text.indexOf(quote, end + 2);
    }
    return end;
  }

  private static String withoutNumbers(String text) {
    return NUMBER.matcher(text).replaceAll(Matcher.quoteReplacement(LEFT_OUT));
  }

  private static boolean isName(String text) {
    if (text.matches("#\\d{1,5}")) {
      return true; // a parameter, as H2 writes it
    }
    if (text.isEmpty() || text.length() > 128 || !Character.isJavaIdentifierStart(text.charAt(0))) {
      return false;
    }
    return text.chars().allMatch(each -> Character.isJavaIdentifierPart(each) || each == '.');
  }

  /** The name in a pair of double quotes; null if there is none. */
  public static @Nullable String quoted(@Nullable String text, int number) {
    if (text == null) {
      return null;
    }
    String[] parts = firstLine(text).split("\"", -1);
    int index = 2 * number + 1;
    return index < parts.length - 1 && isName(parts[index]) ? parts[index] : null;
  }
}
