package dev.connections.processor.check;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what somebody probably meant to write. */
final class NearestName {

  private NearestName() {}

  /**
   * The candidate that is at most one typing error in three letters away, the first of several;
   * empty if none is. Case, '-', '_' and '.' do not count.
   */
  static Optional<String> of(String written, Collection<String> candidates) {
    String sought = normalised(written);
    return candidates.stream()
        .filter(candidate -> distance(sought, normalised(candidate)) <= sought.length() / 3)
        .min(Comparator.comparingInt(candidate -> distance(sought, normalised(candidate))));
  }

  private static String normalised(String name) {
    return name.replaceAll("[-_.]", "").toLowerCase(Locale.ROOT);
  }

  /** How many letters must be added, removed, replaced or swapped with their neighbour. */
  private static int distance(String from, String to) {
    int[][] cost = new int[from.length() + 1][to.length() + 1];
    for (int i = 0; i <= from.length(); i++) {
      for (int j = 0; j <= to.length(); j++) {
        cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, from, to, i, j);
      }
    }
    return cost[from.length()][to.length()];
  }

  private static int cheapest(int[][] cost, String from, String to, int i, int j) {
    int replaced = cost[i - 1][j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
    int least = Math.min(replaced, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
    boolean swapped =
        i > 1
            && j > 1
            && from.charAt(i - 1) == to.charAt(j - 2)
            && from.charAt(i - 2) == to.charAt(j - 1);
    return swapped ? Math.min(least, cost[i - 2][j - 2] + 1) : least;
  }
}
