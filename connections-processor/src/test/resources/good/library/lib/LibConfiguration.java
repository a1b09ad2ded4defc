package lib;

import dev.connections.ConnectionConfiguration;

public record LibConfiguration(String url) implements ConnectionConfiguration {}
