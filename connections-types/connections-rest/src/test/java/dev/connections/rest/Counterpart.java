package dev.connections.rest;

import okhttp3.ConnectionPool;

/** What a request of the fault matrix meets. It counts what it sees, probes left out. */
interface Counterpart extends AutoCloseable {

  /** What the connection is configured with. */
  String url();

  /** More settings of the connection, in YAML. */
  default String settings() {
    return "healthPath: /health";
  }

  /**
   * The connection is open: the fault begins, if it has not yet.
   *
   * @param pool the client's sockets
   */
  default void opened(ConnectionPool pool) {}

  /** How many requests have arrived, whole or not. */
  int requests();

  /** How many sockets of clients are open. */
  int openSockets();

  @Override
  void close();
}
