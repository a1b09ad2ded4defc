package shop;

import dev.connections.annotations.ConnectionRegistry;
import dev.connections.annotations.ExcludedType;
import dev.connections.annotations.TypeId;

@ConnectionRegistry(
    include = middle.MiddleTypes.class,
    exclude = @ExcludedType(registry = base.BaseTypes.class, name = "Base"))
final class App {}
