package diary;

import dev.connections.annotations.ConnectionRegistry;

@ConnectionRegistry(name = "PaperTypes", library = true)
final class DiaryLibrary {}
