package dev.connections.internal.configuration;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A value that the configuration does not hold itself.
 *
 * @param kind where the value is
 * @param name the name of the variable, the path of the file, the key
 * @param defaultText what to take if a variable is missing or empty; null if there is no default
 * @param written as it was written
 */
record Reference(Kind kind, String name, @Nullable String defaultText, String written) {

  /** Where a value can be. */
  enum Kind {
    /** {@code ${env:NAME}}. */
    ENVIRONMENT,
    /** {@code ${file:/path}}. */
    FILE,
    /** {@code #{Key}#}. */
    KEY,
    /** {@code ${…}} of no known form. */
    UNKNOWN
  }

  /** A text between references, or a reference. */
  record Part(String literal, @Nullable Reference reference) {}

  private static final Pattern REFERENCE =
      Pattern.compile("\\$\\$\\{|\\$\\{([^}]*)}|#\\{([^{}]+)}#");
  private static final Pattern VARIABLE =
      Pattern.compile("env:([A-Za-z_][A-Za-z0-9_.-]*)(?::-(.*))?", Pattern.DOTALL);

  /** The parts of a text; <code>$${</code> stands for a literal <code>${</code>. */
  static List<Part> partsOf(String text) {
    List<Part> parts = new ArrayList<>();
    StringBuilder literal = new StringBuilder();
    Matcher matcher = REFERENCE.matcher(text);
    int done = 0;
    while (matcher.find()) {
      literal.append(text, done, matcher.start());
      done = matcher.end();
      if (matcher.group().equals("$${")) {
        literal.append("${");
      } else {
        parts.add(new Part(literal.toString(), of(matcher)));
        literal.setLength(0);
      }
    }
    literal.append(text, done, text.length());
    if (literal.length() > 0) {
      parts.add(new Part(literal.toString(), null));
    }
    return parts;
  }

  /** The reference that a whole text is; null if it is anything else. */
  static @Nullable Reference whole(String text) {
    List<Part> parts = partsOf(text.strip());
    return parts.size() == 1 && parts.get(0).literal().isEmpty() ? parts.get(0).reference() : null;
  }

  private static Reference of(Matcher matcher) {
    String written = matcher.group();
    if (matcher.group(2) != null) {
      return new Reference(Kind.KEY, matcher.group(2).strip(), null, written);
    }
    String inside = matcher.group(1);
    Matcher variable = VARIABLE.matcher(inside);
    if (variable.matches()) {
      return new Reference(Kind.ENVIRONMENT, variable.group(1), variable.group(2), written);
    }
    if (inside.startsWith("file:") && inside.length() > "file:".length()) {
      return new Reference(Kind.FILE, inside.substring("file:".length()), null, written);
    }
    return new Reference(Kind.UNKNOWN, inside, null, written);
  }
}
