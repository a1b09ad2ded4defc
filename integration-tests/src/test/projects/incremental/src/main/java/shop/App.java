package shop;

import dev.connections.annotations.ConnectionRegistry;

@ConnectionRegistry
final class App {}
