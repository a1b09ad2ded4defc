package dev.connections.outside;

/**
 * Something that a library is used for.
 *
 * @param library its name and version
 * @param title what is done
 * @param stage where
 * @param work how
 */
record Scenario<P extends Peer, C>(
    String library, String title, Stage<P, C> stage, Work<? super P, ? super C> work) {

  /** How it is named on the page and in {@link MeantDifference}. */
  String name() {
    return library + ": " + title;
  }
}
