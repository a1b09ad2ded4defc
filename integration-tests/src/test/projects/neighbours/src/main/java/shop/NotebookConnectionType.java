package shop;

import dev.connections.annotations.ConnectionType;
import dev.connections.spi.ConnectionTypeBase;

@ConnectionType(id = 10, name = "Notebook", category = "Paper", description = "Written in ink")
final class NotebookConnectionType
    extends ConnectionTypeBase<
        NotebookConnection, NotebookConfiguration, NotebookConnectionFactory> {}
