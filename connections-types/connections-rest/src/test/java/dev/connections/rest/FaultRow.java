package dev.connections.rest;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What each request must give when something goes wrong.
 *
 * @param fault what goes wrong
 * @param expected what it gives, such as {@code transient UNKNOWN 3/3}: the code and the outcome of
 *     the exception, the attempts, and the requests that the server saw; or {@code succeeds 2/2}
 */
record FaultRow(String fault, Map<MatrixMethod, String> expected) {

  /** The columns of a table, and the requests of each. */
  private static final List<List<MatrixMethod>> COLUMNS =
      List.of(
          List.of(MatrixMethod.GET),
          List.of(MatrixMethod.HEAD),
          List.of(MatrixMethod.PUT, MatrixMethod.DELETE, MatrixMethod.KEYED),
          List.of(MatrixMethod.POST, MatrixMethod.PATCH));

  /**
   * The rows of a table with the columns fault, GET, HEAD, "PUT, DELETE, keyed POST" and "POST,
   * PATCH". A cell that is {@code =} is like the one before it.
   */
  static Stream<FaultRow> table(String table) {
    return table.lines().skip(2).map(FaultRow::of);
  }

  private static FaultRow of(String line) {
    List<String> cells = Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
    if (cells.size() != COLUMNS.size() + 3) { // a line begins and ends with a bar
      throw new IllegalArgumentException(line);
    }
    Map<MatrixMethod, String> expected = new EnumMap<>(MatrixMethod.class);
    String last = "";
    for (int column = 0; column < COLUMNS.size(); column++) {
      String cell = cells.get(column + 2);
      last = cell.equals("=") ? last : cell;
      for (MatrixMethod method : COLUMNS.get(column)) {
        expected.put(method, last);
      }
    }
    return new FaultRow(cells.get(1), expected);
  }

  /** Named after the fault in the report of the tests. */
  @Override
  public String toString() {
    return fault;
  }
}
