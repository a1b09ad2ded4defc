package dev.connections.annotations;

/** What a connection type offers beyond the common contract. */
public enum ConnectionFeature {
  /** Units of work that are applied wholly or not at all. */
  TRANSACTIONS,
  /** Calls that do not block the calling thread, in the native client. */
  ASYNC,
  /** Transfers of many items in one exchange. */
  BULK
}
