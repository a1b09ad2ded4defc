package dev.connections.outside;

/**
 * What a scenario does. It states facts that are the same whoever serves the connections; what it
 * throws is a fact, too.
 *
 * @param <P> the system that it talks to
 * @param <C> the client that it is given
 */
@FunctionalInterface
public interface Work<P, C> {

  /** Runs once, on a system and a client that nobody has used before. */
  void run(P peer, C client, Facts facts) throws Exception;
}
