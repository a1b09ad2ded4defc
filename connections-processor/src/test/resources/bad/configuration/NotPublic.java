package app;

import dev.connections.ConnectionConfiguration;

class NotPublic {
  public record Settings(String url) implements ConnectionConfiguration {}
}
