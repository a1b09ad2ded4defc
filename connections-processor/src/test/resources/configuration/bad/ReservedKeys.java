package app;

import dev.connections.ConnectionConfiguration;

public record ReservedKeys(String type, Pool pool, int bulk_head, String rate_limit, String name)
    implements ConnectionConfiguration {

  /** Below the top level the names are free. */
  public record Pool(int id, String description) {}
}
