module shop {
  requires dev.connections.runtime;
  requires notes.library;
  requires diary.library;
}
