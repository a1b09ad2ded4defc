/**
 * What tests of and with connections need: the contract that every connection type must keep, a TCP
 * proxy that breaks connections on request, a virtual clock, connections held in memory, a fake of
 * SQL Server.
 */
module dev.connections.testing {
  requires transitive dev.connections.runtime;
  requires transitive org.junit.jupiter.api;
  requires org.assertj.core;
  requires static org.jspecify;

  exports dev.connections.testing;
  exports dev.connections.testing.sqlserver;

  // The contract's methods that JUnit calls before and after each test are not public.
  opens dev.connections.testing to
      org.junit.platform.commons;
}
