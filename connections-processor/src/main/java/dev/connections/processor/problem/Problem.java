package dev.connections.processor.problem;

/**
 * One thing to tell the user.
 *
 * @param code which kind of problem
 * @param message the whole text
 * @param place what it is about
 */
public record Problem(ProblemCode code, String message, Place place) {

  /** A problem with the text of its code, filled with values. */
  public static Problem of(ProblemCode code, Place place, Object... values) {
    return new Problem(code, code.message(values), place);
  }
}
