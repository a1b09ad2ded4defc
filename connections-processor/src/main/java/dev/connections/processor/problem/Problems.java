package dev.connections.processor.problem;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Collects problems through all phases of one compilation. Not thread-safe. */
public final class Problems {

  private final Set<Problem> problems = new LinkedHashSet<>();

  /** Begins without problems. */
  public Problems() {}

  /** Adds a problem with the text of its code, filled with values. */
  public void add(ProblemCode code, Place place, Object... values) {
    add(Problem.of(code, place, values));
  }

  /** Adds a problem; the same one twice counts once. */
  public void add(Problem problem) {
    problems.add(problem);
  }

  /** Everything added so far, in the order of adding. */
  public List<Problem> all() {
    return List.copyOf(problems);
  }

  /** The canonical names of the types in which there is an error. */
  public Set<String> faultyTypes() {
    return problems.stream()
        .filter(problem -> problem.code().severity() == Severity.ERROR)
        .map(problem -> String.valueOf(problem.place().type()))
        .collect(Collectors.toSet());
  }

  /** How many there are; two counts around a step tell whether it found any. */
  public int count() {
    return problems.size();
  }
}
