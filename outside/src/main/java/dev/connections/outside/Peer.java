package dev.connections.outside;

/** A real system, in a state that no scenario has touched. */
interface Peer extends AutoCloseable {

  /** How many sessions clients have opened to it until now; -1 if it does not say. */
  default long sessions() throws Exception {
    return -1;
  }
}
