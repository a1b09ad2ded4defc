package shop;

import dev.connections.annotations.ConnectionName;
import dev.connections.annotations.ConnectionRegistry;
import dev.connections.annotations.ConnectionSet;
import one.OneTypes;
import two.TwoConnection;
import two.TwoTypes;

@ConnectionRegistry(include = {OneTypes.class, TwoTypes.class})
@ConnectionSet
interface AppConnections {
  @ConnectionName("two")
  TwoConnection two();
}
