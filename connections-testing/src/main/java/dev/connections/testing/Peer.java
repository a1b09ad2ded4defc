package dev.connections.testing;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A real external system for the tests of a connection type: it can be stopped, and started again
 * at the same ports. Used by one thread at a time.
 */
public interface Peer {

  /**
   * The ports on the loopback address at which it listens for TCP; always the same. One for most
   * systems, several for a cluster, none for a file system: tests that break the network are
   * skipped then.
   */
  List<Integer> ports();

  /**
   * How it encrypts, if it speaks nothing but TLS, from the first byte on; null, which is the
   * default, if it can be used in clear.
   */
  default @Nullable PeerTls tls() {
    return null;
  }

  /**
   * Starts it and returns when it can be used; does nothing if it runs. What it stored before it
   * was stopped need not be there any more.
   */
  void start() throws Exception;

  /**
   * Stops it as if it had crashed or been shut down: connections to it end, new ones get
   * "connection refused". Does nothing if it does not run.
   */
  void stop() throws Exception;
}
