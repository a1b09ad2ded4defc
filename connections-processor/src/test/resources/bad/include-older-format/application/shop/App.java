package shop;

import dev.connections.annotations.ConnectionRegistry;
import dev.connections.annotations.ExcludedType;
import dev.connections.annotations.TypeId;

@ConnectionRegistry(
    include = lib.LibTypes.class)
final class App {}
