package dev.connections.sql.postgresql;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * An advisory lock that is held until it is closed, or until its session is lost: the server gives
 * it to the next one then. Whoever holds it for longer asks {@link #isHeld} between two steps, or
 * says with {@link #onLost} how to stop. Its session is asked once a second; so between the loss
 * and its being noticed, two may believe that they hold it. What must not happen twice even then
 * needs more than a lock, such as a number in the rows that it writes. Thread-safe.
 */
public interface AdvisoryLock extends AutoCloseable {

  /** What it was taken by. */
  long key();

  /**
   * Whether it is held, as far as is known: the server said so a second ago, or so. Does not block.
   */
  boolean isHeld();

  /**
   * Runs something when the lock is found to be lost; at once, if it is lost already. It is run
   * once, by a thread of its own; never after the lock was closed. What it throws is logged.
   */
  void onLost(Runnable action);

  /**
   * Gives it back: when this returns, others can have it. Does nothing if it is lost, or closed
   * already.
   */
  @Override
  void close();

  /** A key for a name: the same in every process, and different for different names, as good as. */
  static long key(String name) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.wrap(hash).getLong();
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java has SHA-256", impossible);
    }
  }
}
