package dev.connections.rest.json;

import java.io.IOException;

/**
 * The brackets of a JSON text, and where it ends: for avaje-jsonb, which stops reading at the end
 * of a value, whatever follows, and goes down as deep as the text does. All else is left to the
 * parser.
 */
final class JsonOutline {

  /** As with Jackson 2. */
  private static final int MAXIMUM_DEPTH = 1000;

  private final String json;
  private int depth;
  private boolean begun;
  private boolean ended;

  private JsonOutline(String json) {
    this.json = json;
  }

  /**
   * Checks a text.
   *
   * @throws IOException if there is more than a value, or it is nested too deeply
   */
  static void check(String json) throws IOException {
    new JsonOutline(json).check();
  }

  private void check() throws IOException {
    for (int i = 0; i < json.length(); i++) {
      char next = json.charAt(i);
      if (isSpace(next)) {
        ended |= begun && depth == 0;
        continue;
      }
      if (ended || (begun && depth == 0 && "{}[]\",:".indexOf(next) >= 0)) {
        throw new IOException("There is more than one JSON value: the second begins at " + i);
      }
      begun = true;
      switch (next) {
        case '"' -> {
          i = endOfString(i);
          ended = depth == 0;
        }
        case '{', '[' -> open();
        case '}', ']' -> {
          depth--;
          ended = depth == 0;
        }
        default -> {
          // Part of a number, a word or what is none: the parser's business.
        }
      }
    }
  }

  private void open() throws IOException {
    depth++;
    if (depth > MAXIMUM_DEPTH) {
      throw new IOException("The JSON text is nested more than " + MAXIMUM_DEPTH + " levels deep");
    }
  }

  private int endOfString(int start) {
    int i = start + 1;
    while (i < json.length() && json.charAt(i) != '"') {
      i += json.charAt(i) == '\\' ? 2 : 1;
    }
    return i;
  }

  private static boolean isSpace(char next) {
    return next == ' ' || next == '\n' || next == '\r' || next == '\t';
  }
}
