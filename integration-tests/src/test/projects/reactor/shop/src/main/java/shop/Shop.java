package shop;

import dev.connections.Operation;
import dev.connections.annotations.ConnectionName;
import dev.connections.annotations.ConnectionRegistry;
import dev.connections.annotations.ConnectionSet;
import dev.connections.sql.SqlConnection;
import dev.connections.sql.SqlConnectionTypes;
import ledger.LedgerConnection;
import ledger.LedgerTypes;

@ConnectionRegistry(include = {LedgerTypes.class, SqlConnectionTypes.class})
@ConnectionSet
public interface Shop {

  Operation SUM = Operation.read("sum");

  @ConnectionName("accounts")
  LedgerConnection accounts();

  @ConnectionName("orders-db")
  SqlConnection orders();
}
