package dev.connections.benchmarks;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** What one run has measured of the goals. */
final class Goals {

  /**
   * One figure.
   *
   * @param measured in the goal's unit
   * @param noise half the distance between the quartiles, in the same unit; 0 for what was taken
   *     once
   */
  record Measured(double measured, double noise) {}

  private final Map<Goal, Measured> measured = new EnumMap<>(Goal.class);

  void add(Goal goal, Samples samples) {
    measured.put(goal, new Measured(samples.median(), samples.spread()));
  }

  void add(Goal goal, double value) {
    measured.put(goal, new Measured(value, 0));
  }

  Map<Goal, Measured> measured() {
    return measured;
  }

  /** What was measured, for the page. */
  String table() {
    StringBuilder table =
        new StringBuilder(
            "\n| at most | beside | limit | measured | met |\n|---|---|---|---|---|\n");
    measured.forEach(
        (goal, figure) ->
            table.append(
                String.format(
                    Locale.ROOT,
                    "| %s | %s | %s | %s | %s |\n",
                    goal.text(),
                    goal.peer(),
                    shown(goal.limit(), goal.unit()),
                    shown(figure.measured(), goal.unit()),
                    figure.measured() <= goal.limit() ? "yes" : "no")));
    return table.toString();
  }

  /** A figure with its unit. */
  static String shown(double value, String unit) {
    boolean small = Math.abs(value) < 10 && value != Math.rint(value);
    return String.format(Locale.ROOT, small ? "%.2f %s" : "%,.0f %s", value, unit);
  }
}
