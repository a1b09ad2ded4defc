package dev.connections.internal.endpoint;

/** The words that an operator searches for when a login was rejected. */
public final class AuthenticationText {

  private static final String WORDS = "authentication failed";

  private AuthenticationText() {}

  /** The problem, which begins with them. */
  public static String of(String problem) {
    return problem.regionMatches(true, 0, WORDS, 0, WORDS.length())
        ? problem
        : WORDS + ": " + problem;
  }
}
