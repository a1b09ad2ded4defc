package shop;

import dev.connections.annotations.ConnectionRegistry;
import dev.connections.annotations.ExcludedType;
import dev.connections.annotations.TypeId;

@ConnectionRegistry(
    include = lib.LibTypes.class,
    exclude = @ExcludedType(registry = lib.LibTypes.class, name = "Ledger"))
final class App {}
