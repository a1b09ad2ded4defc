package notes;

import dev.connections.ConnectionConfiguration;

public record NotesConfiguration(String owner) implements ConnectionConfiguration {}
