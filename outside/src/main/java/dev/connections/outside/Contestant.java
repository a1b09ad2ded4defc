package dev.connections.outside;

/** Somebody who serves a client to libraries. */
interface Contestant<C> extends AutoCloseable {

  /** What a library is given. */
  C client();

  /** How many of its connections are in use. */
  int inUse();

  @Override
  void close();
}
