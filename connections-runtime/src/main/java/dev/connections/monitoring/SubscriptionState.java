package dev.connections.monitoring;

/** Where a {@linkplain dev.connections.ManagedSubscription subscription} stands. */
public enum SubscriptionState {
  /** It is being opened for the first time. */
  OPENING,
  /** It is open: what arrives is handled. */
  ACTIVE,
  /** It was open and is not now; the runtime opens it again, with growing pauses. */
  RECONNECTING,
  /** Nothing new is taken; what has arrived is being handled. */
  STOPPING,
  /** It was closed. Final. */
  CLOSED,
  /** It could not be opened the first time, and trying again would not help. Final. */
  FAILED;

  /** Whether nothing follows. */
  public boolean isFinal() {
    return this == CLOSED || this == FAILED;
  }

  /** Whether it can go from here to there. */
  public boolean canBecome(SubscriptionState next) {
    return switch (this) {
      case OPENING -> next == ACTIVE || next == STOPPING || next == FAILED;
      case ACTIVE -> next == RECONNECTING || next == STOPPING;
      case RECONNECTING -> next == ACTIVE || next == STOPPING;
      case STOPPING -> next == CLOSED;
      case CLOSED, FAILED -> false;
    };
  }
}
