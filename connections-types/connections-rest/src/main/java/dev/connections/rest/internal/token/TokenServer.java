package dev.connections.rest.internal.token;

import dev.connections.rest.internal.failure.NoTokenException;

/** Where tokens come from. Thread-safe. */
public interface TokenServer {

  /**
   * Asks for a token; takes as long as the token server's connection allows.
   *
   * @throws NoTokenException if there is none
   */
  TokenAnswer ask() throws NoTokenException;

  /**
   * Stands for the credentials that it would ask with now: equal as long as they are the same. Does
   * not hold them.
   */
  Object credentials();
}
