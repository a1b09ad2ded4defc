package dev.connections.traps;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Puts every contestant into every situation that concerns it, and writes the table. */
public final class TrapSuite {

  private final Peers peers;

  TrapSuite(Peers peers) {
    this.peers = peers;
  }

  /**
   * Runs all traps and writes the page, or runs some and prints them. Ends with 1 if ours falls
   * into one, or if one of ours broke.
   *
   * @param arguments a directory for temporary files, the page, {@code all} or numbers such as
   *     {@code T1,T9}
   */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length != 3) {
      throw new IllegalArgumentException(
          "Expected a work directory, the page, and 'all' or numbers of traps");
    }
    Path work = Path.of(arguments[0]).resolve("traps").toAbsolutePath();
    Files.createDirectories(work);
    HostNames.writeTo(Path.of(arguments[0]).resolve("hosts"), "127.0.0.1");
    List<String> wanted = Arrays.asList(arguments[2].split(","));
    boolean all = wanted.contains("all");
    Map<Trap, Map<Contestant, Verdict>> results = new LinkedHashMap<>();
    try (Peers peers = new Peers(work)) {
      TrapSuite suite = new TrapSuite(peers);
      for (Trap trap : Traps.ALL) {
        if (all || wanted.contains(trap.id())) {
          results.put(trap, suite.run(trap));
        }
      }
    }
    if (all) {
      new TrapPage(Path.of(arguments[1])).write(results);
    }
    System.exit(isOursClean(results) ? 0 : 1);
  }

  /** The verdict on everybody. */
  Map<Contestant, Verdict> run(Trap trap) throws InterruptedException {
    Map<Contestant, Verdict> verdicts = new EnumMap<>(Contestant.class);
    for (Contestant contestant : Contestant.values()) {
      Scenario scenario = trap.scenarios().get(contestant);
      long begun = System.nanoTime();
      Verdict verdict = scenario == null ? Verdict.UNCONCERNED : run(scenario, trap.limit());
      verdicts.put(contestant, verdict);
      if (scenario != null) {
        System.out.printf(
            "%-4s %-13s %5d ms  %s%n",
            trap.id(), contestant, Crowd.millisSince(begun), verdict.cell());
      }
    }
    return verdicts;
  }

  private Verdict run(Scenario scenario, Duration limit) throws InterruptedException {
    FutureTask<Verdict> task = new FutureTask<>(() -> judge(scenario));
    Thread thread = new Thread(task, "scenario");
    thread.setDaemon(true);
    thread.start();
    try {
      return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException hanging) {
      thread.interrupt();
      return Verdict.notRun("it did not end within " + limit.toSeconds() + " s");
    } catch (ExecutionException failure) {
      Throwable cause = failure.getCause();
      return broken(cause == null ? failure : cause);
    }
  }

  private Verdict judge(Scenario scenario) {
    try {
      return scenario.run(peers);
    } catch (UnavailablePeerException reason) {
      return Verdict.notRun(String.valueOf(reason.getMessage()));
    } catch (Exception failure) {
      return broken(failure);
    }
  }

  private static Verdict broken(Throwable failure) {
    failure.printStackTrace();
    String message = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    return Verdict.notRun("the scenario broke, " + Sql.name(failure) + ": " + message);
  }

  private static boolean isOursClean(Map<Trap, Map<Contestant, Verdict>> results) {
    return results.values().stream()
        .map(verdicts -> verdicts.getOrDefault(Contestant.CONNECTIONS, Verdict.UNCONCERNED))
        .noneMatch(
            verdict ->
                verdict.kind() == Verdict.Kind.FALLS || verdict.fact().startsWith("the scenario"));
  }
}
