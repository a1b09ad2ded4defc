package dev.connections.internal.endpoint;

/** The words that an operator searches for when a login was rejected. */
final class AuthenticationText {

  private AuthenticationText() {}

  static String of(String problem) {
    return "authentication failed: " + problem;
  }
}
