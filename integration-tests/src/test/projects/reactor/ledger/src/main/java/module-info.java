module ledger {
  requires transitive dev.connections.runtime;

  exports ledger;
}
