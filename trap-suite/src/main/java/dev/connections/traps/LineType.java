package dev.connections.traps;

import dev.connections.annotations.ConnectionType;
import dev.connections.spi.ConnectionTypeBase;

/** A type whose connections are pooled by Commons Pool; no shipped type is. */
@ConnectionType(
    id = 900,
    name = "Line",
    category = "Test",
    description = "Plain TCP connections from a pool")
final class LineType extends ConnectionTypeBase<LineConnection, LineSettings, LineFactory> {}
