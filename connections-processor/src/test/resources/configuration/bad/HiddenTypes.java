package app;

import dev.connections.ConnectionConfiguration;

public record HiddenTypes(Mode mode, Pool pool) implements ConnectionConfiguration {

  private enum Mode {
    FAST
  }

  private record Pool(int maxSize) {}
}
