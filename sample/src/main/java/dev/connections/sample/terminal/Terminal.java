package dev.connections.sample.terminal;

import java.io.PrintStream;
import java.util.Map;

/** Prints the story. Not thread-safe. */
public final class Terminal {

  private final PrintStream out;
  private final boolean coloured;
  private int step;

  /** A terminal that prints to {@code out}, in colour or not. */
  public Terminal(PrintStream out, boolean coloured) {
    this.out = out;
    this.coloured = coloured;
  }

  /**
   * The process's standard output; in colour if it is a terminal that has any and nobody objects
   * (https://no-color.org).
   */
  @SuppressWarnings("SystemConsoleNull") // JDK 22 and newer are told to keep the older meaning
  public static Terminal standard() {
    Map<String, String> environment = System.getenv();
    boolean coloured =
        System.console() != null
            && !environment.getOrDefault("TERM", "dumb").equals("dumb")
            && environment.getOrDefault("NO_COLOR", "").isEmpty();
    return new Terminal(System.out, coloured);
  }

  /** Begins the next part of the story. */
  public void heading(String text) {
    step++;
    out.println();
    out.println(paint(step + ". " + text, Colour.CYAN));
  }

  /** One line. */
  public void say(String text) {
    out.println("   " + text);
  }

  /** One line, coloured. */
  public void say(String text, Colour colour) {
    out.println("   " + paint(text, colour));
  }

  /** Several lines, indented. */
  public void quote(String text, Colour colour) {
    text.lines().forEach(line -> out.println("     " + paint("| " + line, colour)));
  }

  /** A table. */
  public void show(Table table) {
    table.lines(this::paint).forEach(line -> out.println("   " + line));
  }

  private String paint(String text, Colour colour) {
    return coloured ? colour.paint(text) : text;
  }
}
