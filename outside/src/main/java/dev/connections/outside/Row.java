package dev.connections.outside;

import dev.connections.outside.Facts.Fact;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What came out of a scenario at one pool size.
 *
 * @param scenario its name
 * @param size how many connections each had
 * @param differences what differs; empty if nothing does
 * @param sessions how many sessions the system counted, raw and ours
 * @param skipped why it did not run; empty if it did
 */
record Row(
    String scenario, int size, List<Difference> differences, String sessions, String skipped) {

  private static final String NOT_REACHED = "(not reached)";

  /**
   * A fact that is not the same.
   *
   * @param name what was looked at
   * @param raw what the raw library shows
   * @param ours what ours shows
   */
  record Difference(String name, String raw, String ours) {

    /** Whether both came to it. */
    boolean isReached() {
      return !raw.equals(NOT_REACHED) && !ours.equals(NOT_REACHED);
    }
  }

  static Row skipped(String scenario, int size, String reason) {
    return new Row(scenario, size, List.of(), "", reason);
  }

  static Row of(String scenario, int size, Outcome raw, Outcome ours) {
    List<Difference> differences = new ArrayList<>();
    Map<String, String> right = byName(ours.facts());
    Map<String, String> left = byName(raw.facts());
    left.forEach(
        (name, value) -> compare(name, value, right.getOrDefault(name, NOT_REACHED), differences));
    right.forEach(
        (name, value) -> {
          if (!left.containsKey(name)) {
            compare(name, NOT_REACHED, value, differences);
          }
        });
    // A pool opens what it likes up to its size; more is churn.
    if (ours.sessions() > Math.max(raw.sessions(), size)) {
      compare("sessions", "" + raw.sessions(), "" + ours.sessions(), differences);
    }
    String sessions = raw.sessions() < 0 ? "" : raw.sessions() + "/" + ours.sessions();
    return new Row(scenario, size, List.copyOf(differences), sessions, "");
  }

  private static void compare(String name, String raw, String ours, List<Difference> differences) {
    if (!raw.equals(ours)) {
      differences.add(new Difference(name, raw, ours));
    }
  }

  private static Map<String, String> byName(List<Fact> facts) {
    Map<String, String> values = new LinkedHashMap<>();
    facts.forEach(
        fact -> values.merge(fact.name(), fact.value(), (one, more) -> one + ", " + more));
    return values;
  }

  /** The verdict in a word. */
  String verdict() {
    if (!skipped.isEmpty()) {
      return "skipped";
    }
    return differences.isEmpty() ? "same" : isMeant() ? "meant" : "differs";
  }

  /** Whether something differs, and all of it is meant to. */
  boolean isMeant() {
    return !differences.isEmpty()
        && differences.stream().allMatch(it -> MeantDifference.of(scenario, it).isPresent());
  }

  boolean isFault() {
    return !differences.isEmpty() && !isMeant();
  }
}
