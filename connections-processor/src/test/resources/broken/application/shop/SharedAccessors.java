package shop;

import dev.connections.annotations.ConnectionName;
import stock.StockConnection;

interface SharedAccessors {
  @ConnectionName("stock-db")
  StockConnection stock();
}
