module shop {
  requires ledger;
  requires dev.connections.sql;
}
