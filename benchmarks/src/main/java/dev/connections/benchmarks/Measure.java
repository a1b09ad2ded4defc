package dev.connections.benchmarks;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Takes the measurements that are asked for, and writes each into its part of the results page, and
 * its goals into the file beside it.
 */
public final class Measure {

  private static final String ALL = "all";
  private static final String COMPARE = "compare";

  /** One part of the page. */
  private interface Measurement {
    /** Gives the text, and tells what was measured of the goals. */
    String measure(Goals goals) throws Exception;
  }

  private final Path work;
  private final Map<String, Measurement> measurements = new LinkedHashMap<>();

  private Measure(Path work) {
    this.work = work;
    measurements.put("lookups", goals -> new Lookups().measure(goals));
    measurements.put("calls", goals -> new Calls().measure(goals));
    measurements.put("select", goals -> new SelectCost().measure(goals));
    measurements.put("virtual", goals -> new SelectCost().measureVirtual(goals));
    measurements.put("first", goals -> new FirstLookup(folder("first")).measure(goals));
    measurements.put("startup", goals -> new StartUp(folder("startup")).measure(goals));
    measurements.put("scale", goals -> new Scale(folder("scale")).measure(goals));
    measurements.put("failure", goals -> new Failures().measure(goals));
    measurements.put("http", goals -> new Http().measure(goals));
    measurements.put("bulk", goals -> new Bulk().measure(goals));
    measurements.put("compile", goals -> new CompileTime(folder("compile")).measure(goals));
  }

  /**
   * Takes one of the measurements, or {@code all} of them, or says with {@code compare} what got
   * worse since the last commit.
   *
   * @param arguments a directory for temporary files, the results page, what to measure
   */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length != 3) {
      throw new IllegalArgumentException("Expected a work directory, a results page and a name");
    }
    Path page = Path.of(arguments[1]);
    GoalsFile goals = new GoalsFile(page.resolveSibling("benchmarks.json"));
    if (arguments[2].equals(COMPARE)) {
      System.out.println(new Comparison(goals).text());
    } else {
      new Measure(Path.of(arguments[0]).resolve("measure"))
          .run(arguments[2], new ResultsPage(page), goals);
    }
  }

  private void run(String what, ResultsPage page, GoalsFile file) throws Exception {
    if (!what.equals(ALL) && !measurements.containsKey(what)) {
      throw new IllegalArgumentException(
          what + " is none of " + measurements.keySet() + ", " + ALL + ", " + COMPARE);
    }
    for (Map.Entry<String, Measurement> each : measurements.entrySet()) {
      boolean possible = !each.getKey().equals("virtual") || Runtime.version().feature() >= 21;
      if (what.equals(each.getKey()) || what.equals(ALL) && possible) {
        Goals goals = new Goals();
        page.write(each.getKey(), each.getValue().measure(goals) + goals.table());
        file.write(goals);
      }
    }
  }

  private Path folder(String name) {
    return work.resolve(name);
  }
}
