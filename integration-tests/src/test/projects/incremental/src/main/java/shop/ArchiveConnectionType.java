package shop;

import dev.connections.annotations.ConnectionType;
import dev.connections.spi.ConnectionTypeBase;

@ConnectionType(id = 20, name = "Archive", category = "Paper", description = "Written in ink")
final class ArchiveConnectionType
    extends ConnectionTypeBase<
        NotebookConnection, NotebookConfiguration, NotebookConnectionFactory> {}
