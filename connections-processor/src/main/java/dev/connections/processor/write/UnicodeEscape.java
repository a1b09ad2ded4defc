package dev.connections.processor.write;

/** Writes characters as Java, JSON and properties files all read them, whatever their encoding. */
final class UnicodeEscape {

  private UnicodeEscape() {}

  /** Appends a backslash, {@code u} and four hexadecimal digits. */
  static void append(char c, StringBuilder text) {
    text.append("\\u");
    for (int shift = 12; shift >= 0; shift -= 4) {
      text.append(Character.forDigit(c >> shift & 0xF, 16));
    }
  }
}
