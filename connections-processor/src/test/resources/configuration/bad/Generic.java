package app;

import dev.connections.ConnectionConfiguration;

public record Generic<T>(T value) implements ConnectionConfiguration {}
