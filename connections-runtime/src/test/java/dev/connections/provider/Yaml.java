package dev.connections.provider;

import dev.connections.ConnectionsConfiguration;

/** The configuration files of the tests. */
final class Yaml {

  private Yaml() {}

  /** A file with these connections, written as they stand under {@code connections:}. */
  static ConnectionsConfiguration connections(String entries) {
    return ConnectionsConfiguration.ofText(
        "test.yaml", entries.isEmpty() ? "connections: {}" : "connections:\n" + entries.indent(2));
  }

  /** Lazy fake connections with these names. */
  static ConnectionsConfiguration lazy(String... names) {
    StringBuilder entries = new StringBuilder();
    for (String name : names) {
      entries.append(entry(name, "lazy"));
    }
    return connections(entries.toString());
  }

  /** One fake connection with a startup mode. */
  static String entry(String name, String startup) {
    return name + ": { type: Fake, url: 'fake://" + name + "', startup: " + startup + " }\n";
  }
}
