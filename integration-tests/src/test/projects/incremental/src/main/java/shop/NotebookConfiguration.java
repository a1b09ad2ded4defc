package shop;

import dev.connections.ConnectionConfiguration;

public record NotebookConfiguration(String owner) implements ConnectionConfiguration {}
