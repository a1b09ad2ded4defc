package app;

import dev.connections.ConnectionConfiguration;

public class NotARecord implements ConnectionConfiguration {}
