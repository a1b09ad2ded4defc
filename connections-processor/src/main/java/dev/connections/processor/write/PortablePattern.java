package dev.connections.processor.write;

import java.util.Optional;

/**
 * Translates regular expressions of Java into what means the same in ECMAScript (with its flag u),
 * which schemas use. Expressions with anything else in them are not translated: a schema that
 * judges less is better than one that is wrong. For one expression.
 */
final class PortablePattern {

  private static final String SPACES = " \\t\\n\\x0B\\f\\r";

  private final String source;
  private final StringBuilder target = new StringBuilder();
  private int at;

  private PortablePattern(String source) {
    this.source = source;
  }

  /** An expression that finds the texts which match as a whole; empty if there is none. */
  static Optional<String> of(String expression) {
    PortablePattern pattern = new PortablePattern(expression);
    return pattern.translate() ? Optional.of("^(?:" + pattern.target + ")$") : Optional.empty();
  }

  private boolean translate() {
    boolean quantifiable = false;
    while (at < source.length()) {
      char c = source.charAt(at++);
      switch (c) {
        case '\\' -> {
          if (!escape(false)) {
            return false;
          }
        }
        case '[' -> {
          if (!characterClass()) {
            return false;
          }
        }
        case '(' -> {
          if (!group()) {
            return false;
          }
        }
        case '*', '+', '?', '{' -> {
          if (!quantifiable || !quantifier(c)) {
            return false;
          }
        }
        case ']', '}' -> target.append('\\').append(c);
        default -> {
          // Anchors inside an expression see line ends in Java.
          if (c > '~' || c < ' ' || c == '^' || c == '$') {
            return false;
          }
          target.append(c);
        }
      }
      quantifiable = c != '(' && c != '|' && c != '*' && c != '+' && c != '?' && c != '{';
    }
    return true;
  }

  private boolean group() {
    if (source.startsWith("?", at)) {
      String rest = source.substring(at, Math.min(at + 2, source.length()));
      if (!rest.equals("?:") && !rest.equals("?=") && !rest.equals("?!")) {
        return false;
      }
      target.append('(').append(rest);
      at += 2;
    } else {
      target.append("(?:");
    }
    return true;
  }

  /** Greedy or reluctant, not possessive. */
  private boolean quantifier(char c) {
    if (c == '{') {
      int end = source.indexOf('}', at);
      if (end < 0) {
        return false;
      }
      target.append(source, at - 1, end + 1);
      at = end + 1;
    } else {
      target.append(c);
    }
    if (source.startsWith("?", at)) {
      target.append('?');
      at++;
    }
    return !source.startsWith("+", at);
  }

  private boolean characterClass() {
    target.append('[');
    if (source.startsWith("^", at)) {
      target.append('^');
      at++;
    }
    int begin = at;
    while (at < source.length()) {
      char c = source.charAt(at++);
      if (c == ']' && at - 1 > begin) {
        target.append(']');
        return true;
      }
      if (c == '\\') {
        boolean afterDash = at - 2 > begin && source.charAt(at - 2) == '-';
        boolean several = at < source.length() && Character.isLetter(source.charAt(at));
        if (!escape(true) || (several && (afterDash || isDashed()))) {
          return false;
        }
      } else if (c == '[' || c == ']' || c == '&' || c == '^' || c > '~' || c < ' ') {
        // Java's own unions and intersections.
        return false;
      } else {
        target.append(c);
      }
    }
    return false;
  }

  /** Whether what follows makes a range of what stands before it. */
  private boolean isDashed() {
    return source.startsWith("-", at) && !source.startsWith("-]", at);
  }

  private boolean escape(boolean inClass) {
    if (at == source.length()) {
      return false;
    }
    char c = source.charAt(at++);
    switch (c) {
      case 'd', 'D', 'w', 'W', 't', 'n', 'r', 'f' -> target.append('\\').append(c);
      case 's' -> target.append(inClass ? SPACES : "[" + SPACES + "]");
      case 'S' -> {
        if (inClass) {
          return false;
        }
        target.append("[^").append(SPACES).append(']');
      }
      default -> {
        if (Character.isLetterOrDigit(c) || c > '~') {
          return false;
        }
        boolean syntax = SchemaPatterns.SYNTAX.indexOf(c) >= 0 || (inClass && c == '-');
        target.append(syntax ? "\\" : "").append(c);
      }
    }
    return true;
  }
}
