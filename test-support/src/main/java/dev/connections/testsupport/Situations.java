package dev.connections.testsupport;

import static org.junit.platform.engine.discovery.ClassNameFilter.includeClassNamePatterns;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClasspathRoots;
import static org.junit.platform.launcher.TagFilter.includeTags;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Runs the tests with the tag {@code situation} again and again, because a verdict that is wrong
 * once in a hundred times is wrong: these are the situations of public bug reports. Ends with 1 if
 * one failed in any round.
 */
public final class Situations {

  /** Counts over all rounds. */
  private static final class Count implements TestExecutionListener {

    private final Map<String, Integer> failures = new TreeMap<>();
    private int passed;
    private int skipped;

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
      skipped++;
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
      switch (result.getStatus()) {
        case SUCCESSFUL -> passed += test.isTest() ? 1 : 0;
        case ABORTED -> skipped++;
        case FAILED -> {
          failures.merge(test.getUniqueId(), 1, Integer::sum);
          System.out.println("Failed: " + test.getUniqueId());
          result.getThrowable().ifPresent(thrown -> thrown.printStackTrace(System.out));
        }
      }
    }
  }

  private Situations() {}

  /**
   * Runs them.
   *
   * @param arguments the folder of the compiled tests, how many times, and a pattern for the names
   *     of their classes if not all are wanted
   */
  public static void main(String[] arguments) {
    Path tests = Path.of(arguments[0]);
    int rounds = Integer.parseInt(arguments[1]);
    String classes = arguments.length > 2 ? arguments[2] : ".*";
    LauncherDiscoveryRequest situations =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(selectClasspathRoots(Set.of(tests)))
            .filters(includeTags("situation"), includeClassNamePatterns(classes))
            .build();
    Launcher launcher = LauncherFactory.create();
    Count count = new Count();
    for (int round = 1; round <= rounds; round++) {
      launcher.execute(situations, count);
      System.out.println(
          "Situations: %d of %d rounds, %d tests passed, %d skipped, failed %s"
              .formatted(round, rounds, count.passed, count.skipped, count.failures));
    }
    boolean isGood = count.failures.isEmpty() && count.passed > 0;
    System.exit(isGood ? 0 : 1); // pools and drivers of a failed test may leave threads
  }
}
