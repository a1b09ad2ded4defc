package shop;

import dev.connections.annotations.ConnectionName;
import dev.connections.annotations.ConnectionRegistry;
import dev.connections.annotations.ConnectionSet;

@ConnectionRegistry
@ConnectionSet
public interface Shop {
  @ConnectionName("notes")
  NotebookConnection notes();
}
