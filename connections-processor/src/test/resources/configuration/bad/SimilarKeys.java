package app;

import dev.connections.ConnectionConfiguration;

public record SimilarKeys(
    int maxSize,
    String url,
    int max_size,
    Pool pool) implements ConnectionConfiguration {

  public record Pool(
      int minIdle,
      int minidle) {}
}
