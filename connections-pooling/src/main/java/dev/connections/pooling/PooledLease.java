package dev.connections.pooling;

import dev.connections.Lease;
import dev.connections.failure.ConnectionClosedException;
import dev.connections.spi.Permit;

/** A resource and the permit under which it is held. */
final class PooledLease<L> implements Lease<L> {

  private final String connection;
  private final String operation;
  private final Loan<L> loan;
  private final Permit<?> permit;

  PooledLease(String connection, String operation, Loan<L> loan, Permit<?> permit) {
    this.connection = connection;
    this.operation = operation;
    this.loan = loan;
    this.permit = permit;
  }

  @Override
  public L resource() {
    permit.usedHere();
    if (loan.isOut()) {
      return loan.resource();
    }
    throw ConnectionClosedException.ofLease(connection, operation, "a resource");
  }

  @Override
  public void close() {
    try {
      loan.giveBackUnproven();
    } finally {
      permit.close();
    }
  }
}
