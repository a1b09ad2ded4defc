package dev.connections.internal.call;

import dev.connections.internal.failure.TranslatedFailure;
import dev.connections.spi.Endpoint;

/** Whoever waits for a call that it does not make on its own thread: the future of the call. */
interface Caller<E extends Endpoint> {

  /** The thread that holds, or may hold, the future. */
  Thread asker();

  /** Whether no one wants the call any more. */
  boolean isCallCanceled();

  /** Whether an attempt has a thread that can be interrupted, from its beginning to its end. */
  boolean attemptsOccupyThreads();

  /** An attempt begins; false if it need not, because the call has been canceled. */
  boolean begins(Attempt<E> attempt);

  /** Nothing has ended the attempt; it was judged, and its permit given back. */
  void abandoned(Attempt<E> attempt, TranslatedFailure failure);
}
