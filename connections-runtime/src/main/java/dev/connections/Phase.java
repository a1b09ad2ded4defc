package dev.connections;

/** How far an attempt had come when it failed. */
public enum Phase {
  /** Finding the address. */
  RESOLVE,
  /** Establishing the connection, encryption included. */
  CONNECT,
  /** Proving who we are. */
  AUTH,
  /** Waiting for a permit or a pooled resource. */
  ACQUIRE,
  /** Writing the request. */
  SEND,
  /** Waiting for, or reading, the answer. */
  AWAIT,
  /** Waiting for the answer to a commit. */
  COMMIT;

  /** Whether a failure in this phase proves that nothing was sent. */
  public boolean isBeforeSend() {
    return compareTo(SEND) < 0;
  }
}
