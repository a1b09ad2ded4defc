package dev.connections.spi;

import dev.connections.Deadline;
import dev.connections.Operation;
import dev.connections.failure.Phase;

/**
 * One attempt of an operation, as the code that makes it sees it. Used by one thread at a time,
 * except that canceling comes from another.
 */
public interface AttemptScope {

  /** The operation. */
  Operation operation();

  /** When this attempt must be over; hand it to the client library. */
  Deadline deadline();

  /** Which attempt of the operation it is: 1 for the first. */
  int number();

  /** Says how far the attempt has come: what a failure from here on proves depends on it. */
  void enter(Phase phase);

  /**
   * Says whether the code of the caller runs now, and no exchange is in flight: what is canceled
   * then says nothing of the external system, and is reported as {@link Phase#WORK}. How far the
   * attempt has come stays as {@link #enter} has said. Ignored once the attempt has been canceled.
   */
  void working(boolean working);

  /**
   * Says that one exchange of this attempt has completed, so that a later proof of "not applied"
   * covers only its own exchange.
   */
  void exchangeCompleted();

  /**
   * Says that the work must not be run again, whatever becomes of it: because it changes something
   * outside of the external system, say.
   *
   * @param why the text for the caller after "not retried:", and what would allow it
   */
  void notRepeatable(String why);

  /**
   * Says how to end what is in flight, should the deadline pass, the caller give up or the
   * connection be aborted; replaces what was said before. If that has happened already, it is
   * canceled at once.
   */
  void onCancel(Cancellation cancellation);

  /**
   * Offers something, such as a transaction, that calls of the same connection made inside this one
   * by the same thread may {@linkplain ConnectionCore#join join}.
   */
  void joinable(Object unit);

  /** Whether the attempt has been canceled. */
  boolean isCanceled();
}
