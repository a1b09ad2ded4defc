package dev.connections.internal.configuration.secret;

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
public record Reference(Kind kind, String name, @Nullable String defaultText, String written) {

  /** Where a value can be. */
  public enum Kind {
    /** {@code ${env:NAME}}. */
    ENVIRONMENT,
    /** {@code ${file:/path}}. */
    FILE,
    /** {@code #{Key}#}. */
    KEY,
    /** {@code ${…}} of no known form. */
    UNKNOWN,
    /** The beginning of a reference without its end. */
    UNCLOSED,
    /** A reference inside of a reference. */
    NESTED
  }

  /** A text between references, or a reference. */
  public record Part(String literal, @Nullable Reference reference) {}

  /** Compiled when a text has a reference. */
  private static final class Forms {
    private static final Pattern REFERENCE =
        Pattern.compile(
            "\\$\\$\\{|\\$\\{([^}]*)}|#\\{([^{}]+)}#|(?:\\$\\{|#\\{).*", Pattern.DOTALL);
    private static final Pattern BEGINNING =
        Pattern.compile("(?:\\$\\{(?:env|file):|#\\{)(?:(?!:-)[A-Za-z0-9_./\\\\ -])*");
    private static final Pattern VARIABLE =
        Pattern.compile("env:([A-Za-z_][A-Za-z0-9_.-]*)(?::-(.*))?", Pattern.DOTALL);
  }

  /** The parts of a text; <code>$${</code> stands for a literal <code>${</code>. */
  public static List<Part> partsOf(String text) {
    if (!text.contains("${") && !text.contains("#{")) {
      return text.isEmpty() ? List.of() : List.of(new Part(text, null));
    }
    List<Part> parts = new ArrayList<>();
    StringBuilder literal = new StringBuilder();
    Matcher matcher = Forms.REFERENCE.matcher(text);
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
  public static @Nullable Reference whole(String text) {
    List<Part> parts = partsOf(text.strip());
    return parts.size() == 1 && parts.get(0).literal().isEmpty() ? parts.get(0).reference() : null;
  }

  /**
   * What a text that was meant to be a secret's reference, but lacks its end, begins with; null if
   * it is something else, which may be the secret itself.
   */
  public static @Nullable String unclosed(String text) {
    String stripped = text.strip();
    boolean begins =
        stripped.startsWith("${env:")
            || stripped.startsWith("${file:")
            || stripped.startsWith("#{");
    return begins && isUnclosed(stripped) ? beginningOf(stripped) : null;
  }

  /** Whether the end of a reference is missing in a text. */
  public static boolean isUnclosed(String text) {
    for (Part part : partsOf(text)) {
      Reference reference = part.reference();
      if (reference != null && reference.kind() == Kind.UNCLOSED) {
        return true;
      }
    }
    return false;
  }

  /** Up to the name at most: what follows may be a default that no one should see. */
  private static String beginningOf(String written) {
    Matcher matcher = Forms.BEGINNING.matcher(written);
    return matcher.lookingAt() ? matcher.group().strip() : written.substring(0, 2);
  }

  private static Reference of(Matcher matcher) {
    String written = matcher.group();
    if (matcher.group(2) != null) {
      return new Reference(Kind.KEY, matcher.group(2).strip(), null, written);
    }
    String inside = matcher.group(1);
    if (inside == null || inside.contains("${")) {
      boolean nested = inside != null && inside.contains(":-");
      return new Reference(
          nested ? Kind.NESTED : Kind.UNCLOSED, written, null, beginningOf(written));
    }
    Matcher variable = Forms.VARIABLE.matcher(inside);
    if (variable.matches()) {
      return new Reference(Kind.ENVIRONMENT, variable.group(1), variable.group(2), written);
    }
    if (inside.startsWith("file:") && inside.length() > "file:".length()) {
      return new Reference(Kind.FILE, inside.substring("file:".length()), null, written);
    }
    return new Reference(Kind.UNKNOWN, inside, null, written);
  }
}
