package dev.connections.sample.terminal;

/** The few colours the story needs, as ANSI escape codes (ECMA-48, "SGR"). */
public enum Colour {
  /** All is well. */
  GREEN("32"),
  /** Look here. */
  YELLOW("33"),
  /** Not well. */
  RED("31"),
  /** Headings. */
  CYAN("36;1"),
  /** Less important. */
  GREY("90");

  private final String code;

  Colour(String code) {
    this.code = code;
  }

  String paint(String text) {
    return "\u001b[" + code + "m" + text + "\u001b[0m";
  }
}
