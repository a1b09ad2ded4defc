package app;

import dev.connections.ConnectionConfiguration;

public interface AnInterface extends ConnectionConfiguration {}
