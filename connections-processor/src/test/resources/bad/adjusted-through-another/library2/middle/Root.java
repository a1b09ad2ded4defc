package middle;

import dev.connections.annotations.ConnectionRegistry;

@ConnectionRegistry(name = "MiddleTypes", library = true, include = base.BaseTypes.class)
final class Root {}
