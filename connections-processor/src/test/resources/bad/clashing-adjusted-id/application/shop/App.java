package shop;

import dev.connections.annotations.ConnectionRegistry;
import dev.connections.annotations.ExcludedType;
import dev.connections.annotations.TypeId;

@ConnectionRegistry(
    include = {
      one.OneTypes.class,
      two.TwoTypes.class
    },
    ids = @TypeId(registry = two.TwoTypes.class, name = "Second", id = 7))
final class App {}
