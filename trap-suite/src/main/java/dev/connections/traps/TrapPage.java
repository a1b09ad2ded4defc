package dev.connections.traps;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;

/** The page with the table. */
final class TrapPage {

  private final Path file;

  TrapPage(Path file) {
    this.file = file;
  }

  void write(Map<Trap, Map<Contestant, Verdict>> results) throws IOException {
    StringBuilder page = new StringBuilder(intro());
    page.append("| | trap |");
    for (Contestant contestant : Contestant.values()) {
      page.append(' ').append(contestant).append(" |");
    }
    page.append("\n|---|---|---|---|---|---|---|\n");
    results.forEach(
        (trap, verdicts) -> {
          page.append("| ").append(trap.id()).append(" | ").append(trap.title()).append(" |");
          for (Contestant contestant : Contestant.values()) {
            Verdict verdict = verdicts.getOrDefault(contestant, Verdict.UNCONCERNED);
            page.append(' ').append(verdict.cell()).append(" |");
          }
          page.append('\n');
        });
    Files.writeString(file, page);
    System.out.println("Written: " + file);
  }

  private static String intro() {
    return String.format(
        """
        # Trap suite

        What goes wrong in systems like this one, as scenarios on real counterparts: PostgreSQL behind a TCP proxy that
        loses replies, HTTP servers, the real libraries. Every cell comes from a run of a scenario; nothing is copied
        from elsewhere. Written by the runner in `trap-suite/`, whose classes say how each contestant is configured: as
        somebody would who knows it, and at its defaults otherwise. Run it again, about five minutes, with

        ```
        mvn -q -pl trap-suite -am -DskipTests -Ptraps package
        ```

        some of it, printed only, with `-Dtraps=T1,T9`, and on another JDK with `-Dtraps.java=` and the path of its `java`:
        on JDK 21 or newer T29 runs, too.
        The command fails if Connections falls into a trap.

        - *holds*: the trap did not shut; *falls*: it did. Both with what was measured.
        - *–*: the trap is none of its business.
        - *not run*: the scenario could not be run here, with the reason.

        *%s. HikariCP 7.1.0, Resilience4j 2.4.0, Failsafe 3.3.2, OkHttp 5.5.1; PostgreSQL 18 with pgjdbc 42.7; JDK %s, %d
        processors, %s %s.%s*

        """,
        LocalDate.now(),
        Runtime.version(),
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("os.name"),
        System.getProperty("os.arch"),
        missing());
  }

  /** Settings that scenarios of ours want and do not find. */
  private static String missing() {
    return Ours.knows("retry: {maxAttempts: 3}")
            && Ours.knows("circuit: {minimumCalls: 20}")
            && Ours.knows("monitoring: {failAfter: 3}")
        ? ""
        : " Connections' own retry, circuit and monitoring cannot be configured in this version: its"
            + " rows are measured without them.";
  }
}
