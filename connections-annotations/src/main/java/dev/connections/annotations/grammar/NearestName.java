package dev.connections.annotations.grammar;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Finds the name that someone probably meant. */
public final class NearestName {

  private static final int LONGEST = 200;
  private static final int SHORTEST_BEGINNING = 3;

  private NearestName() {}

  /**
   * The candidate nearest to what was written, the earlier of two equally near; empty if none is
   * near enough to be a slip of the pen: at most a third of its letters, and at most three, may be
   * wrong, missing, too many, or swapped with their neighbour; failing that, the only one that
   * begins with it. Case and {@code - _ .} do not count.
   */
  public static Optional<String> of(String written, Collection<String> candidates) {
    String sought = SettingKeys.normalized(written);
    if (sought.isEmpty() || sought.length() > LONGEST) {
      return Optional.empty();
    }
    String nearest = null;
    int least = Integer.MAX_VALUE;
    for (String candidate : candidates) {
      String name = SettingKeys.normalized(candidate);
      int tolerated = Math.min(3, Math.max(1, Math.max(sought.length(), name.length()) / 3));
      if (Math.abs(name.length() - sought.length()) > tolerated) {
        continue;
      }
      int distance = distance(sought, name);
      if (distance <= tolerated && distance < least) {
        least = distance;
        nearest = candidate;
      }
    }
    return nearest == null ? onlyOneBeginning(sought, candidates) : Optional.of(nearest);
  }

  /** The only candidate that begins with what was sought, as {@code production} does with prod. */
  private static Optional<String> onlyOneBeginning(String sought, Collection<String> candidates) {
    List<String> longer =
        candidates.stream()
            .filter(candidate -> SettingKeys.normalized(candidate).startsWith(sought))
            .distinct()
            .toList();
    return sought.length() >= SHORTEST_BEGINNING && longer.size() == 1
        ? Optional.of(longer.get(0))
        : Optional.empty();
  }

  /** How many insertions, deletions, replacements and swaps of neighbours lie between two names. */
  private static int distance(String from, String to) {
    int[] beforeLast = new int[to.length() + 1];
    int[] last = new int[to.length() + 1];
    for (int column = 0; column <= to.length(); column++) {
      last[column] = column;
    }
    for (int row = 1; row <= from.length(); row++) {
      int[] current = new int[to.length() + 1];
      current[0] = row;
      for (int column = 1; column <= to.length(); column++) {
        int replaced = from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1;
        int best =
            Math.min(
                last[column - 1] + replaced, Math.min(last[column] + 1, current[column - 1] + 1));
        if (row > 1
            && column > 1
            && from.charAt(row - 1) == to.charAt(column - 2)
            && from.charAt(row - 2) == to.charAt(column - 1)) {
          best = Math.min(best, beforeLast[column - 2] + 1);
        }
        current[column] = best;
      }
      beforeLast = last;
      last = current;
    }
    return last[to.length()];
  }
}
