package dev.connections.spi.registry;

/**
 * Compares what a generated registry was compiled against with what it finds. Written for generated
 * code, which asks in its static initializer, before it touches any constant of the registry that
 * it includes. Allocates nothing unless something is wrong. Thread-safe.
 *
 * <p>Links are a text: an entry for each type, separated by one space and sorted by name, such as
 * {@code Frugal=1a2b3c4d Needy=5d6e7f80}. An entry is the name of the type and a hash over
 * everything that others link to.
 *
 * <p>It runs at the first lookup of a fresh JVM: what it loads and initializes is paid for by every
 * start. So it has no lambda, and names nothing that only a failure needs.
 */
public final class RegistryLinks {

  private RegistryLinks() {}

  /**
   * True if all expected links are among the actual ones. Others may be there as well: a library
   * may gain types.
   *
   * @param registry the canonical name of the registry that asks
   * @param included the canonical name of the registry that it includes
   * @param actual the links that the included one has now
   * @param expected the links that the other one was compiled against, of the types that it uses
   * @return true, so that a static field can be initialized by it, in front of the constants
   * @throws dev.connections.failure.RegistryLinkError with every type that is gone or changed
   */
  public static boolean check(String registry, String included, String actual, String expected) {
    if (!actual.equals(expected) && !holdsInOrder(actual, expected)) {
      BrokenLinks.report(registry, included, actual, expected);
    }
    return true;
  }

  /** Whether the entries of one text are among those of another; both are walked once. */
  private static boolean holdsInOrder(String actual, String expected) {
    int there = 0;
    int sought = 0;
    while (sought < expected.length()) {
      if (there >= actual.length()) {
        return false;
      }
      int endOfThere = end(actual, there);
      int endOfSought = end(expected, sought);
      int length = endOfSought - sought;
      if (endOfThere - there == length && actual.regionMatches(there, expected, sought, length)) {
        sought = endOfSought + 1;
      }
      there = endOfThere + 1;
    }
    return true;
  }

  /** Where the entry that begins here ends. */
  private static int end(String links, int start) {
    int space = links.indexOf(' ', start);
    return space < 0 ? links.length() : space;
  }
}
