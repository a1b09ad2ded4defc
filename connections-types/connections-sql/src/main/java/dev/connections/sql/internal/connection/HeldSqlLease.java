package dev.connections.sql.internal.connection;

import dev.connections.failure.ConnectionClosedException;
import dev.connections.spi.Permit;
import dev.connections.sql.SqlLease;
import dev.connections.sql.internal.guard.GuardedConnection;
import dev.connections.sql.internal.pool.Loan;
import java.sql.Connection;

/** A loan and the permit under which it is held. */
final class HeldSqlLease implements SqlLease {

  private final String name;
  private final String operation;
  private final Loan loan;
  private final Permit<?> permit;
  private final Connection resource;

  HeldSqlLease(String name, String operation, Loan loan, Permit<?> permit) {
    this.name = name;
    this.operation = operation;
    this.loan = loan;
    this.permit = permit;
    this.resource = GuardedConnection.lent(loan);
  }

  @Override
  public Connection resource() {
    permit.usedHere();
    if (loan.isRejected()) {
      throw ConnectionClosedException.ofLease(name, operation, "a JDBC object");
    }
    return resource;
  }

  @Override
  public void close() {
    try {
      loan.giveBack();
    } finally {
      permit.close();
    }
  }
}
