package dev.connections.internal.configuration;

import dev.connections.internal.configuration.node.TrackedNode;
import dev.connections.spi.binding.ConfigurationNode;

/** An endpoint of a connection as it is configured. Used by one thread. */
public final class ConfiguredEndpoint {

  private final String name;
  private final TrackedNode node;

  ConfiguredEndpoint(String name, TrackedNode node) {
    this.name = name;
    this.node = node;
  }

  /** Its name, which no other endpoint of the connection has. */
  public String name() {
    return name;
  }

  /**
   * What the binder of the connection's type is to bind: the endpoint's settings, behind them those
   * of the connection, without what connections of every type have.
   */
  public ConfigurationNode node() {
    return node;
  }

  /** The same. */
  TrackedNode tracked() {
    return node;
  }
}
