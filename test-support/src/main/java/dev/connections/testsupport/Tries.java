package dev.connections.testsupport;

/**
 * For what holds if a server answers as quickly as it commonly does, such as a session that is kept
 * because a cancel request was answered within its 100 ms: on a busy machine it may hold in one of
 * several tries only, and never if it is broken.
 */
public final class Tries {

  private static final int MOST = 8;

  /** What is asserted, from its preparation on. */
  @FunctionalInterface
  public interface Attempt {
    void run() throws Exception;
  }

  private Tries() {}

  /** Passes once an attempt passes; fails as the last one did if none does. */
  public static void oneOfSeveral(Attempt attempt) throws Exception {
    for (int attempts = 1; attempts < MOST; attempts++) {
      try {
        attempt.run();
        return;
      } catch (AssertionError tooSlow) {
        System.out.println("Tried again: " + tooSlow);
      }
    }
    attempt.run();
  }
}
