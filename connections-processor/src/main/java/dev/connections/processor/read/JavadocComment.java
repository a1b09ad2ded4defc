package dev.connections.processor.read;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a documentation comment says, as plain text: what stands in for descriptions that no
 * annotation gives. Compilers have comments of sources only.
 */
final class JavadocComment {

  /** Nothing is said. */
  static final JavadocComment NONE = new JavadocComment("", Map.of());

  private static final String PARAMETER = "@param";

  private final String sentence;
  private final Map<String, String> parameters;

  private JavadocComment(String sentence, Map<String, String> parameters) {
    this.sentence = sentence;
    this.parameters = parameters;
  }

  /** A comment without its delimiters, as compilers give it; null for none. */
  static JavadocComment of(@Nullable String comment) {
    if (comment == null) {
      return NONE;
    }
    Map<String, String> parameters = new HashMap<>();
    int end = nextTag(comment, 0);
    String sentence = JavadocProse.firstSentence(comment.substring(0, end));
    while (end < comment.length()) {
      int start = end;
      end = nextTag(comment, start + 1);
      parameter(comment.substring(start, end), parameters);
    }
    return new JavadocComment(sentence, parameters);
  }

  /** The first sentence; empty if there is none. */
  String sentence() {
    return sentence;
  }

  /** What it says of a parameter, or of a record's component; empty if it says nothing. */
  String parameter(String name) {
    return parameters.getOrDefault(name, "");
  }

  private static void parameter(String tag, Map<String, String> parameters) {
    String text = tag.strip();
    if (!text.startsWith(PARAMETER)) {
      return;
    }
    String rest = text.substring(PARAMETER.length()).strip();
    int end = 0;
    while (end < rest.length() && !Character.isWhitespace(rest.charAt(end))) {
      end++;
    }
    parameters.putIfAbsent(
        rest.substring(0, end), JavadocProse.firstParagraph(rest.substring(end)));
  }

  /** Where the next block tag begins: an @ that is first in its line, and in no inline tag. */
  private static int nextTag(String comment, int from) {
    int depth = 0;
    boolean lineBegins = from == 0;
    for (int i = from; i < comment.length(); i++) {
      char c = comment.charAt(i);
      if (c == '\n') {
        lineBegins = true;
      } else if (c == '@' && lineBegins && depth == 0) {
        return i;
      } else if (!Character.isWhitespace(c)) {
        lineBegins = false;
      }
      if (c == '{' && (depth > 0 || comment.startsWith("{@", i))) {
        depth++;
      } else if (c == '}' && depth > 0) {
        depth--;
      }
    }
    return comment.length();
  }
}
