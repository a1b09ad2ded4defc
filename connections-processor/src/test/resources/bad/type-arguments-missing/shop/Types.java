package shop;

import dev.connections.annotations.ConnectionType;
import dev.connections.spi.ConnectionTypeBase;

@ConnectionType(id = 7, name = "Raw", category = "Other")
@SuppressWarnings("rawtypes")
final class RawType extends ConnectionTypeBase {}
