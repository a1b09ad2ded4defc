package dev.connections.sample.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** Rows under headings, each column as wide as its widest cell. Not thread-safe. */
public final class Table {

  /** Words that carry a meaning, and how they look. */
  private static final Map<String, Colour> MEANINGS =
      Map.of(
          "UP", Colour.GREEN,
          "CONNECTED", Colour.GREEN,
          "DRAINED", Colour.GREEN,
          "DEGRADED", Colour.YELLOW,
          "ABORTED", Colour.YELLOW,
          "UNKNOWN", Colour.GREY,
          "DISCONNECTED", Colour.GREY,
          "NEVER_OPENED", Colour.GREY,
          "DOWN", Colour.RED,
          "BROKEN", Colour.RED);

  private final List<List<String>> rows = new ArrayList<>();

  /** A table with these headings. */
  public Table(String... headings) {
    rows.add(List.of(headings));
  }

  /** Adds a row. */
  public Table row(String... cells) {
    rows.add(List.of(cells));
    return this;
  }

  List<String> lines(BiFunction<String, Colour, String> paint) {
    int columns = rows.get(0).size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int column = 0; column < columns; column++) {
        widths[column] = Math.max(widths[column], row.get(column).length());
      }
    }
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < columns; column++) {
        String cell = row.get(column);
        String padded = cell + " ".repeat(widths[column] - cell.length() + 2);
        Colour colour = row == rows.get(0) ? Colour.GREY : MEANINGS.get(cell);
        line.append(colour == null ? padded : paint.apply(padded, colour));
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }
}
