package dev.connections.testing;

/**
 * A real external system for the tests of a connection type: it can be stopped, and started again
 * at the same port. Used by one thread at a time.
 */
public interface Peer {

  /** The port on the loopback address at which it listens; always the same. */
  int port();

  /**
   * Starts it and returns when it can be used; does nothing if it runs. What it stored before it
   * was stopped need not be there any more.
   */
  void start() throws Exception;

  /**
   * Stops it as if it had crashed or been shut down: connections to it end, new ones are refused.
   * Does nothing if it does not run.
   */
  void stop() throws Exception;
}
