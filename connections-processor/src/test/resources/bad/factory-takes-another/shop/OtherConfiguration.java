package shop;

import dev.connections.ConnectionConfiguration;

public record OtherConfiguration(String path) implements ConnectionConfiguration {}
