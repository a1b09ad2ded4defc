package dev.connections.processor.write;

import java.util.Collection;

/** Writes JSON for people and programs: two blanks a level, one line a member, ASCII only. */
final class JsonText {

  private final StringBuilder text;
  private int depth;
  private boolean first = true;

  JsonText(int depth) {
    this.text = new StringBuilder(256);
    this.depth = depth;
  }

  /** Begins an object that is an element, or the whole text. */
  JsonText object() {
    return begin("", '{');
  }

  /** Begins an object that is a member. */
  JsonText object(String key) {
    return begin(key, '{');
  }

  /** Begins an array of objects. */
  JsonText array(String key) {
    return begin(key, '[');
  }

  /** Ends the object begun last. */
  JsonText endObject() {
    return end('}');
  }

  /** Ends the array begun last. */
  JsonText endArray() {
    return end(']');
  }

  /** A member that is a text. */
  JsonText put(String key, String value) {
    name(key);
    quote(value);
    return this;
  }

  /** A member that is written as it stands: a number, true, or JSON made before. */
  JsonText raw(String key, String json) {
    name(key);
    text.append(json);
    return this;
  }

  /** A member that is an array of texts, in one line. */
  JsonText strings(String key, Collection<String> values) {
    name(key);
    text.append('[');
    String separator = "";
    for (String value : values) {
      text.append(separator);
      quote(value);
      separator = ", ";
    }
    text.append(']');
    return this;
  }

  /** A member that is an object with one text in it, in one line. */
  JsonText only(String key, String innerKey, String value) {
    name(key);
    inline(innerKey, value);
    return this;
  }

  /** An element that is an object with one text in it, in one line. */
  JsonText only(String innerKey, String value) {
    name("");
    inline(innerKey, value);
    return this;
  }

  /** A member that is an array with one object with one text in it, in one line. */
  JsonText onlyIn(String key, String innerKey, String value) {
    name(key);
    text.append('[');
    inline(innerKey, value);
    text.append(']');
    return this;
  }

  /** A text as JSON. */
  static String quoted(String value) {
    JsonText json = new JsonText(0);
    json.quote(value);
    return json.toString();
  }

  @Override
  public String toString() {
    return text.toString();
  }

  private void inline(String key, String value) {
    text.append('{');
    quote(key);
    text.append(": ");
    quote(value);
    text.append('}');
  }

  private JsonText begin(String key, char bracket) {
    if (!text.isEmpty()) {
      name(key);
    }
    text.append(bracket);
    depth++;
    first = true;
    return this;
  }

  private JsonText end(char bracket) {
    depth--;
    if (!first) {
      line();
    }
    first = false;
    text.append(bracket);
    return this;
  }

  private void name(String key) {
    if (!first) {
      text.append(',');
    }
    first = false;
    line();
    if (!key.isEmpty()) {
      quote(key);
      text.append(": ");
    }
  }

  private void line() {
    text.append('\n');
    for (int i = 0; i < depth; i++) {
      text.append("  ");
    }
  }

  private void quote(String value) {
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"' -> text.append("\\\"");
        case '\\' -> text.append("\\\\");
        case '\n' -> text.append("\\n");
        case '\t' -> text.append("\\t");
        default -> {
          if (c < ' ' || c > '~') {
            UnicodeEscape.append(c, text);
          } else {
            text.append(c);
          }
        }
      }
    }
    text.append('"');
  }
}
