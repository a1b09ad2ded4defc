package notes;

import dev.connections.annotations.ConnectionType;
import dev.connections.spi.ConnectionTypeBase;

@ConnectionType(id = 1000, name = "Notes", category = "Paper")
final class NotesConnectionType
    extends ConnectionTypeBase<NotesConnection, NotesConfiguration, NotesConnectionFactory> {}
