package lib;

import dev.connections.annotations.ConnectionRegistry;

@ConnectionRegistry(name = "LibTypes", library = true)
final class LibraryRoot {}
