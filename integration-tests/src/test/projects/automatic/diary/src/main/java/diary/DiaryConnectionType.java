package diary;

import dev.connections.annotations.ConnectionType;
import dev.connections.spi.ConnectionContext;
import dev.connections.spi.ConnectionFactory;
import dev.connections.spi.ConnectionTypeBase;
import notes.NotesConfiguration;
import notes.NotesConnection;
import notes.NotesConnectionFactory;

@ConnectionType(id = 1001, name = "Diary", category = "Paper")
final class DiaryConnectionType
    extends ConnectionTypeBase<
        NotesConnection, NotesConfiguration, DiaryConnectionType.Factory> {

  static final class Factory implements ConnectionFactory<NotesConnection, NotesConfiguration> {
    @Override
    public NotesConnection create(ConnectionContext<NotesConfiguration> context) {
      return new NotesConnectionFactory().create(context);
    }
  }
}
