package shop;

import dev.connections.annotations.ConnectionRegistry;

@ConnectionRegistry(include = lib.LibTypes.class)
final class App {}
