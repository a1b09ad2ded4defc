package shop;

import dev.connections.annotations.ConnectionRegistry;

@ConnectionRegistry(include = ConnectionTypes.class)
final class App {}
