package dev.connections;

/** A listener's registration; closing it ends delivery. Idempotent and thread-safe. */
public interface ListenerRegistration extends AutoCloseable {

  @Override
  void close();
}
