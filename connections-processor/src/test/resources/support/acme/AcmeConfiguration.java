package acme;

import dev.connections.ConnectionConfiguration;

public record AcmeConfiguration(String url) implements ConnectionConfiguration {}
