package dev.connections.benchmarks;

import java.nio.file.Path;

/** Takes the measurements that are asked for, and writes each into its part of the results page. */
public final class Measure {

  private Measure() {}

  /**
   * Runs {@code lookups}, {@code calls}, {@code select}, {@code first}, {@code compile} or {@code
   * all} of them.
   *
   * @param arguments a directory for temporary files, the results page, what to measure
   */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length != 3) {
      throw new IllegalArgumentException(
          "Expected a work directory, a results page and one of lookups, calls, select, first, compile, all");
    }
    Path work = Path.of(arguments[0]).resolve("measure");
    ResultsPage page = new ResultsPage(Path.of(arguments[1]));
    String what = arguments[2];
    boolean all = what.equals("all");
    if (all || what.equals("lookups")) {
      page.write("lookups", new Lookups().measure());
    }
    if (all || what.equals("calls")) {
      page.write("calls", new Calls().measure());
    }
    if (all || what.equals("select")) {
      page.write("select", new SelectCost().measure());
    }
    if (all || what.equals("first")) {
      page.write("first", new FirstLookup(work.resolve("first")).measure());
    }
    if (all || what.equals("compile")) {
      page.write("compile", new CompileTime(work.resolve("compile")).measure());
    }
  }
}
