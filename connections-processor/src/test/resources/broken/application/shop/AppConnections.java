package shop;

import dev.connections.annotations.ConnectionName;
import dev.connections.annotations.ConnectionSet;

@ConnectionSet
public interface AppConnections extends SharedAccessors {
  @ConnectionName("orders-db")
  Orders.Connection orders();
}
