package shop;

import dev.connections.annotations.ConnectionRegistry;
import dev.connections.annotations.ExcludedType;
import dev.connections.annotations.TypeId;
import lib.LibTypes;

@ConnectionRegistry(
    include = LibTypes.class,
    exclude = @ExcludedType(registry = LibTypes.class, name = "Archive"),
    ids = @TypeId(registry = LibTypes.class, name = "Ledger", id = 130))
final class App {}
