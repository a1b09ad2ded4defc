package dev.connections.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;

/** The page with the results: each measurement replaces its own part and leaves the others. */
final class ResultsPage {

  private static final String TITLE =
      """
      # Benchmarks

      Written by the runners in `benchmarks/`, whose README says how to run them again. Absolute figures hold for the
      machine that is named; targets are ratios taken in one run. All goals, for programs: [benchmarks.json](benchmarks.json).
      """;

  private final Path file;

  ResultsPage(Path file) {
    this.file = file;
  }

  void write(String part, String text) throws IOException {
    String page = Files.exists(file) ? Files.readString(file) : TITLE;
    String begin = "<!-- " + part + " -->\n";
    String end = "<!-- end of " + part + " -->\n";
    String whole = begin + text.strip() + "\n\n" + machine() + "\n" + end;
    int from = page.indexOf(begin);
    int to = page.indexOf(end);
    page =
        from < 0 || to < from
            ? page + "\n" + whole
            : page.substring(0, from) + whole + page.substring(to + end.length());
    Files.writeString(file, page);
    System.out.println(whole);
  }

  private static String machine() {
    return String.format(
        "*%s, JDK %s, %d processors, %s %s.*",
        LocalDate.now(),
        Runtime.version(),
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("os.name"),
        System.getProperty("os.arch"));
  }
}
