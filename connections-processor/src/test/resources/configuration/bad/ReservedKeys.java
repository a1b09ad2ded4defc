package app;

import dev.connections.ConnectionConfiguration;

public record ReservedKeys(String type, Pool pool, int bulk_head)
    implements ConnectionConfiguration {

  /** Below the top level the names are free. */
  public record Pool(int id, String description) {}
}
