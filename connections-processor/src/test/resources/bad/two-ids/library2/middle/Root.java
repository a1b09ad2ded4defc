package middle;

import dev.connections.annotations.ConnectionRegistry;
import dev.connections.annotations.TypeId;

@ConnectionRegistry(
    name = "MiddleTypes",
    library = true,
    include = base.BaseTypes.class,
    ids = @TypeId(registry = base.BaseTypes.class, name = "Base", id = 107))
final class Root {}
