package dev.connections.failure;

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
  /** Running the code of the caller, who holds what was acquired; no exchange is in flight. */
  WORK,
  /** Writing the request. */
  SEND,
  /** Waiting for, or reading, the answer. */
  RECEIVE,
  /** Waiting for the answer to a commit. */
  COMMIT;

  /**
   * Whether a failure in this phase proves that nothing was sent. In {@link #WORK} it proves
   * nothing: there may have been exchanges before.
   */
  public boolean isBeforeSend() {
    return compareTo(WORK) < 0;
  }
}
