package dev.connections.outside;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The page with the table. */
final class ResultsPage {

  private static final String BY_HAND = "## Suites of others, run by hand";

  private final Path file;

  ResultsPage(Path file) {
    this.file = file;
  }

  /** Writes the table anew and keeps what was written by hand below it. */
  void write(List<Row> rows) throws IOException {
    Map<String, List<Row>> byScenario = new LinkedHashMap<>();
    rows.forEach(
        row -> byScenario.computeIfAbsent(row.scenario(), any -> new ArrayList<>()).add(row));
    StringBuilder page = new StringBuilder(intro(rows));
    page.append(
        "| scenario | 4 connections | 2 connections | sessions, raw/ours |\n|---|---|---|---|\n");
    byScenario.forEach(
        (scenario, sizes) -> {
          page.append("| ").append(scenario).append(" |");
          sizes.forEach(row -> page.append(' ').append(cell(row)).append(" |"));
          page.append(' ')
              .append(String.join(", ", sizes.stream().map(Row::sessions).toList()))
              .append(" |\n");
        });
    page.append("\n## Differences that are meant\n\n");
    if (MeantDifference.ALL.isEmpty()) {
      page.append("None.\n");
    }
    for (MeantDifference meant : MeantDifference.ALL) {
      page.append("- **")
          .append(meant.scenario())
          .append("**, ")
          .append(meant.fact())
          .append(": ")
          .append(meant.reason())
          .append('\n');
    }
    String old = Files.exists(file) ? Files.readString(file) : "";
    int byHand = old.indexOf(BY_HAND);
    page.append('\n').append(byHand < 0 ? BY_HAND + "\n" : old.substring(byHand));
    Files.writeString(file, page);
    System.out.println("Written: " + file);
  }

  private static String cell(Row row) {
    if (!row.skipped().isEmpty()) {
      return "skipped: " + escaped(row.skipped());
    }
    if (row.differences().isEmpty()) {
      return "same";
    }
    List<String> reached =
        row.differences().stream()
            .filter(Row.Difference::isReached)
            .map(it -> it.name() + ": raw " + escaped(it.raw()) + ", ours " + escaped(it.ours()))
            .toList();
    int missing = row.differences().size() - reached.size();
    return (row.isMeant() ? "meant: " : "**differs**: ")
        + String.join("; ", reached)
        + (missing == 0 ? "" : "; " + missing + " facts that only one of them came to");
  }

  private static String escaped(String text) {
    String line = text.replace("|", "\\|").replaceAll("\\s+", " ");
    return line.length() > 160 ? line.substring(0, 160) + " …" : line;
  }

  private static String intro(List<Row> rows) {
    return String.format(
        Locale.ROOT,
        """
        # Outside suite

        Libraries that nobody here wrote, each doing what it is for, on `client()` of ours and on what they are used to:
        HikariCP of the same size, and OkHttp. A scenario states facts (rows, results, exceptions with class, SQLSTATE and
        message, connections that it leaves in use); *same* means that all of them are the same, and that the server has
        counted no more sessions than the pool has connections or than HikariCP has opened. Written by the runner in
        [`outside/`](../outside/README.md), which fails if a row differs and the difference is not in the list below the
        table. Run it again with

        ```
        mvn -q -Poutside -pl outside -am -DskipTests package
        ```

        *%s. %d rows: %d same, %d differ as meant, %d differ, %d skipped. JDK %s, %s %s.*

        """,
        LocalDate.now(),
        rows.size(),
        rows.stream().filter(row -> row.skipped().isEmpty() && row.differences().isEmpty()).count(),
        rows.stream().filter(Row::isMeant).count(),
        rows.stream().filter(Row::isFault).count(),
        rows.stream().filter(row -> !row.skipped().isEmpty()).count(),
        Runtime.version(),
        System.getProperty("os.name"),
        System.getProperty("os.arch"));
  }
}
