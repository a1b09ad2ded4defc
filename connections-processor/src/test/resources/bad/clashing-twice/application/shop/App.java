package shop;

import dev.connections.annotations.ConnectionRegistry;
import dev.connections.annotations.ExcludedType;
import dev.connections.annotations.TypeId;

@ConnectionRegistry(
    include = {
      one.LibTypes.class,
      two.LibTypes.class
    },
    ids = @TypeId(registry = two.LibTypes.class, name = "Fifth", id = 1009))
final class App {}
