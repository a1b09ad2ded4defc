package app;

import dev.connections.ConnectionConfiguration;

record HiddenRecord(String url) implements ConnectionConfiguration {}
