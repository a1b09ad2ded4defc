package dev.connections.provider;

/** The entry point for code that opens a provider without a generated registry's {@code open}. */
public final class Connections {

  private Connections() {}

  /** Begins a provider with no types and no configuration. */
  public static ConnectionProviderBuilder builder() {
    return new ConnectionProviderBuilder();
  }
}
