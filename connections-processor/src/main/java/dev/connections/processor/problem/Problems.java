package dev.connections.processor.problem;

import java.util.ArrayList;
import java.util.List;

/** Collects problems through all phases of one compilation. Not thread-safe. */
public final class Problems {

  private final List<Problem> problems = new ArrayList<>();

  /** Begins without problems. */
  public Problems() {}

  /** Adds a problem with the text of its code, filled with values. */
  public void add(ProblemCode code, Place place, Object... values) {
    add(Problem.of(code, place, values));
  }

  /** Adds a problem; the same one twice counts once. */
  public void add(Problem problem) {
    if (!problems.contains(problem)) {
      problems.add(problem);
    }
  }

  /** Everything added so far, in the order of adding. */
  public List<Problem> all() {
    return List.copyOf(problems);
  }

  /** How many there are; two counts around a step tell whether it found any. */
  public int count() {
    return problems.size();
  }
}
