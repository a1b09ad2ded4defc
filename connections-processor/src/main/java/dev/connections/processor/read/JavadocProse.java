package dev.connections.processor.read;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns the prose of a documentation comment into one line of plain text. For one text. */
final class JavadocProse {

  /** More than a description needs, and far less than a constant of a class file may hold. */
  private static final int LONGEST = 1_000;

  private static final Set<String> BLOCKS =
      Set.of("p", "pre", "ul", "ol", "dl", "table", "blockquote", "div", "h1", "h2", "h3", "h4");

  private static final Map<String, String> ENTITIES =
      Map.ofEntries(
          Map.entry("lt", "<"),
          Map.entry("gt", ">"),
          Map.entry("amp", "&"),
          Map.entry("quot", "\""),
          Map.entry("apos", "'"),
          Map.entry("nbsp", " "),
          Map.entry("mdash", "\u2014"),
          Map.entry("ndash", "\u2013"),
          Map.entry("hellip", "\u2026"),
          Map.entry("rarr", "\u2192"),
          Map.entry("larr", "\u2190"),
          Map.entry("times", "\u00d7"),
          Map.entry("le", "\u2264"),
          Map.entry("ge", "\u2265"));

  private final String source;
  private final boolean oneSentence;
  private final StringBuilder text = new StringBuilder();
  private int at;

  private JavadocProse(String source, boolean oneSentence) {
    this.source = source;
    this.oneSentence = oneSentence;
  }

  /** What stands before the first full stop or the first paragraph's end. */
  static String firstSentence(String prose) {
    return new JavadocProse(prose, true).read();
  }

  /** What stands before the first paragraph's end. */
  static String firstParagraph(String prose) {
    return new JavadocProse(prose, false).read();
  }

  private String read() {
    boolean more = true;
    while (more && at < source.length()) {
      char c = source.charAt(at);
      if (source.startsWith("{@", at)) {
        inlineTag();
      } else if (c == '<') {
        more = element();
      } else if (c == '&') {
        entity();
      } else {
        append(c);
        at++;
        more = !(oneSentence && c == '.' && sentenceEnds());
      }
    }
    String line = text.toString().strip();
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1).strip() + "\u2026";
  }

  /** As in "Read this. Then", not as in "e.g. this". */
  private boolean sentenceEnds() {
    int next = at;
    while (next < source.length() && Character.isWhitespace(source.charAt(next))) {
      next++;
    }
    return next == source.length() || (next > at && !Character.isLowerCase(source.charAt(next)));
  }

  private void inlineTag() {
    int end = closingBrace();
    String inside = source.substring(at + 2, end);
    at = Math.min(end + 1, source.length());
    int space = 0;
    while (space < inside.length() && !Character.isWhitespace(inside.charAt(space))) {
      space++;
    }
    String content = inside.substring(space).strip();
    switch (inside.substring(0, space)) {
      case "link", "linkplain", "value" -> append(linkText(content));
      case "inheritDoc", "docRoot", "snippet" -> {}
      case "code", "literal" -> append(content);
      default -> append(firstParagraph(content));
    }
  }

  private int closingBrace() {
    int depth = 0;
    for (int i = at; i < source.length(); i++) {
      if (source.charAt(i) == '{') {
        depth++;
      } else if (source.charAt(i) == '}' && --depth == 0) {
        return i;
      }
    }
    return source.length();
  }

  /** The label; without one, what is linked to, as code would call it. */
  private static String linkText(String content) {
    int depth = 0;
    for (int i = 0; i < content.length(); i++) {
      char c = content.charAt(i);
      if (c == '(') {
        depth++;
      } else if (c == ')') {
        depth--;
      } else if (Character.isWhitespace(c) && depth == 0) {
        return firstParagraph(content.substring(i));
      }
    }
    String target = content.startsWith("#") ? content.substring(1) : content;
    return target.replace('#', '.');
  }

  /** Leaves out an HTML tag; whether the paragraph goes on behind it. */
  private boolean element() {
    int end = source.indexOf('>', at);
    char next = at + 1 < source.length() ? source.charAt(at + 1) : ' ';
    if (end < 0 || !(Character.isLetter(next) || next == '/' || next == '!')) {
      append('<');
      at++;
      return true;
    }
    int from = next == '/' ? at + 2 : at + 1;
    int to = from;
    while (to < end && Character.isLetterOrDigit(source.charAt(to))) {
      to++;
    }
    String name = source.substring(from, to).toLowerCase(Locale.ROOT);
    at = end + 1;
    if (name.equals("br") || name.equals("li") || BLOCKS.contains(name)) {
      append(' ');
    }
    // A paragraph may begin with its tag.
    return !BLOCKS.contains(name) || text.toString().isBlank();
  }

  private void entity() {
    int end = source.indexOf(';', at);
    String meaning = end < 0 ? null : meaning(source.substring(at + 1, end));
    if (meaning == null) {
      append('&');
      at++;
    } else {
      text.append(meaning);
      at = end + 1;
    }
  }

  private static @Nullable String meaning(String entity) {
    if (!entity.startsWith("#")) {
      return ENTITIES.get(entity);
    }
    try {
      boolean hexadecimal = entity.startsWith("#x") || entity.startsWith("#X");
      int codePoint =
          Integer.parseInt(entity.substring(hexadecimal ? 2 : 1), hexadecimal ? 16 : 10);
      return Character.toString(codePoint);
    } catch (IllegalArgumentException noCharacter) {
      return null;
    }
  }

  private void append(String words) {
    for (int i = 0; i < words.length(); i++) {
      append(words.charAt(i));
    }
  }

  private void append(char c) {
    if (!Character.isWhitespace(c)) {
      text.append(c);
    } else if (!text.isEmpty() && text.charAt(text.length() - 1) != ' ') {
      text.append(' ');
    }
  }
}
