package shop;

import dev.connections.annotations.ConnectionRegistry;
import dev.connections.annotations.ExcludedType;
import dev.connections.annotations.TypeId;

@ConnectionRegistry(
    include = {lib.LibTypes.class, none.NoTypes.class},
    exclude = {
      @ExcludedType(registry = other.OtherTypes.class, name = "Other"),
      @ExcludedType(registry = lib.LibTypes.class, name = "Leger"),
      @ExcludedType(registry = lib.LibTypes.class, name = "Quite different"),
      @ExcludedType(registry = none.NoTypes.class, name = "Some"),
      @ExcludedType(registry = lib.LibTypes.class, name = "Archive")
    },
    ids = {
      @TypeId(registry = lib.LibTypes.class, name = "Archive", id = 9),
      @TypeId(registry = lib.LibTypes.class, name = "ledger", id = 9),
      @TypeId(registry = lib.LibTypes.class, name = "Ledger", id = 0)
    })
final class App {}
