package shop;

import dev.connections.annotations.ConnectionRegistry;
import lib.LibTypes;

@ConnectionRegistry(include = LibTypes.class)
final class App {}
