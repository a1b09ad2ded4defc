package dev.connections.outside;

import java.util.List;
import java.util.Optional;

/**
 * A difference to the raw library that is wanted.
 *
 * @param scenario the scenario's name, or how it begins
 * @param fact the fact that differs
 * @param reason why it is right
 */
record MeantDifference(String scenario, String fact, String reason) {

  static final List<MeantDifference> ALL = List.of();

  static Optional<MeantDifference> of(String scenario, Row.Difference difference) {
    return ALL.stream()
        .filter(it -> scenario.startsWith(it.scenario) && difference.name().equals(it.fact))
        .findFirst();
  }
}
