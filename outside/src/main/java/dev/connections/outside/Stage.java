package dev.connections.outside;

/** Where a scenario is played: the system, and those who connect to it. */
interface Stage<P extends Peer, C> {

  /** As the page names it. */
  String name();

  /**
   * Starts the system, or makes a fresh part of it.
   *
   * @throws UnavailableException if it cannot run here, with the reason
   */
  P start() throws Exception;

  /** What libraries are used to, with so many connections. */
  Contestant<C> raw(P peer, int size);

  /** Ours, with so many connections. */
  Contestant<C> ours(P peer, int size);
}
