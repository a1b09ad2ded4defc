package shop;

import dev.connections.annotations.ConnectionName;
import dev.connections.annotations.ConnectionRegistry;
import dev.connections.annotations.ConnectionSet;
import notes.NotesConnection;

@ConnectionRegistry(include = {notes.PaperTypes.class, diary.PaperTypes.class})
@ConnectionSet
public interface Shop {

  @ConnectionName("my-notes")
  NotesConnection notes();

  @ConnectionName("my-diary")
  NotesConnection diary();
}
