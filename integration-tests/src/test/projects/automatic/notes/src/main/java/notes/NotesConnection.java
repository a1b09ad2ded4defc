package notes;

import dev.connections.ManagedConnection;
import java.util.List;

public interface NotesConnection extends ManagedConnection<List<String>> {}
