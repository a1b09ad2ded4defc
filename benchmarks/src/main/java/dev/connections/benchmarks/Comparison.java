package dev.connections.benchmarks;

import dev.connections.benchmarks.Goals.Measured;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/**
 * What got worse since the last commit: the file of goals as it is now beside the one that Git has.
 * Says so and no more; nothing fails because of a time.
 */
final class Comparison {

  /** Beside the noise of both runs: what one does not see in a run. */
  private static final double LEAST_PART = 0.02;

  private final GoalsFile now;

  Comparison(GoalsFile now) {
    this.now = now;
  }

  String text() throws IOException, InterruptedException {
    Map<String, GoalsFile.Entry> before = GoalsFile.parse(committed());
    Map<String, GoalsFile.Entry> after = now.read();
    StringBuilder worse = new StringBuilder();
    int compared = 0;
    for (Goal goal : Goal.values()) {
      GoalsFile.Entry old = before.getOrDefault(goal.id(), GoalsFile.Entry.NONE);
      GoalsFile.Entry recent = after.getOrDefault(goal.id(), GoalsFile.Entry.NONE);
      Measured was = old.measured();
      Measured is = recent.measured();
      if (was == null || is == null || old.equals(recent)) {
        continue; // not measured since
      }
      compared++;
      if (isWorse(was, is)) {
        worse.append("Worse: ").append(line(goal, was, is));
        if (!old.jdk().equals(recent.jdk())) {
          worse.append(" (").append(old.jdk()).append(" -> ").append(recent.jdk()).append(')');
        }
        worse.append('\n');
      }
    }
    return compared
        + " goals were measured since the last commit; "
        + (worse.isEmpty() ? "none got worse beyond noise." : "beyond noise:\n" + worse);
  }

  private static String line(Goal goal, Measured was, Measured is) {
    return goal.text()
        + ": "
        + Goals.shown(was.measured(), goal.unit())
        + " -> "
        + Goals.shown(is.measured(), goal.unit())
        + (is.measured() <= goal.limit()
            ? ""
            : ", limit " + Goals.shown(goal.limit(), goal.unit()));
  }

  private static boolean isWorse(Measured was, Measured is) {
    double noise = was.noise() + is.noise() + LEAST_PART * Math.abs(was.measured());
    return is.measured() - was.measured() > noise;
  }

  private String committed() throws IOException, InterruptedException {
    Path file = now.file().toAbsolutePath();
    Process git =
        new ProcessBuilder("git", "show", "HEAD:./" + file.getFileName())
            .directory(Objects.requireNonNull(file.getParent()).toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String text = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return git.waitFor() == 0 ? text : "{\"goals\": []}"; // not committed yet
  }
}
