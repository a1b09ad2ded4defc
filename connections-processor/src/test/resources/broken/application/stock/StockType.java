package stock;

import dev.connections.annotations.ConnectionMode;
import dev.connections.annotations.ConnectionType;
import dev.connections.spi.ConnectionTypeBase;

@ConnectionType(
    id = 10,
    name = "Stock",
    category = "Other",
    modes = {ConnectionMode.READ_ONLY})
final class StockType
    extends ConnectionTypeBase<StockConnection, StockConfiguration, StockFactory> {}
