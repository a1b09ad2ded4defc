package dev.connections.outside;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.LogManager;

/** Runs every scenario on the raw library and on ours, at two pool sizes, and writes the page. */
public final class OutsideSuite {

  private static final int[] SIZES = {4, 2};

  private OutsideSuite() {}

  /**
   * Runs all scenarios and writes the page, or runs some and prints them. Ends with 1 if one
   * differs from the raw library and is not among the differences that are meant.
   *
   * @param arguments a directory for temporary files, the page, and {@code all} or a part of the
   *     names of those to run
   */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length != 3) {
      throw new IllegalArgumentException(
          "Expected a work directory, the page, and 'all' or a part of the names of scenarios");
    }
    LogManager.getLogManager().reset();
    Path work = Path.of(arguments[0]).resolve("outside").toAbsolutePath();
    Files.createDirectories(work);
    boolean all = arguments[2].equals("all");
    List<Row> rows = new ArrayList<>();
    try (Servers servers = new Servers(work)) {
      for (Scenario<?, ?> scenario : Scenarios.all(servers)) {
        if (all || scenario.name().contains(arguments[2])) {
          rows.addAll(rows(scenario));
        }
      }
    }
    if (all) {
      new ResultsPage(Path.of(arguments[1])).write(rows);
    }
    long faults = rows.stream().filter(Row::isFault).count();
    System.out.printf("%d rows, %d differ and are not meant to%n", rows.size(), faults);
    System.exit(faults == 0 ? 0 : 1);
  }

  private static List<Row> rows(Scenario<?, ?> scenario) {
    List<Row> rows = new ArrayList<>();
    for (int size : SIZES) {
      long begun = System.nanoTime();
      Row row = row(scenario, size);
      rows.add(row);
      print(row, (System.nanoTime() - begun) / 1_000_000);
    }
    return rows;
  }

  private static void print(Row row, long millis) {
    System.out.printf(
        "%-8s %d %6d ms  %s %s%s%n",
        row.verdict(), row.size(), millis, row.scenario(), row.sessions(), row.skipped());
    for (Row.Difference it : row.differences()) {
      if (it.isReached()) {
        System.out.printf(
            "    %s%n      raw:  %s%n      ours: %s%n", it.name(), it.raw(), it.ours());
      }
    }
    long missing = row.differences().stream().filter(it -> !it.isReached()).count();
    if (missing > 0) {
      System.out.printf("    and %d that only one of them came to%n", missing);
    }
  }

  private static Row row(Scenario<?, ?> scenario, int size) {
    Run<?, ?> run = new Run<>(scenario);
    try {
      return Row.of(scenario.name(), size, run.raw(size), run.ours(size));
    } catch (UnavailableException reason) {
      return Row.skipped(scenario.name(), size, String.valueOf(reason.getMessage()));
    } catch (Exception broken) {
      broken.printStackTrace();
      return Row.skipped(scenario.name(), size, "the scenario broke: " + broken);
    }
  }
}
