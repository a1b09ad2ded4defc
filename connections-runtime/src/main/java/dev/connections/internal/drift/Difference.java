package dev.connections.internal.drift;

/**
 * One way in which the libraries that are there differ from the registries in use.
 *
 * @param problem what is wrong, in one line without a full stop
 * @param hint what to do
 */
public record Difference(String problem, String hint) {

  /** Both, in one line. */
  @Override
  public String toString() {
    return problem + "; hint: " + hint;
  }
}
