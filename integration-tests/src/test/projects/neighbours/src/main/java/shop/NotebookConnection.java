package shop;

import dev.connections.ManagedConnection;
import java.util.List;

public interface NotebookConnection extends ManagedConnection<List<String>> {}
