package dev.connections.sql.internal.failure;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;

/**
 * Tells the pool which failures end a connection: left alone, HikariCP throws good ones away for
 * some states (0A000) and keeps lost ones for others (57P05).
 */
public final class EvictionRule implements SQLExceptionOverride {

  private final SqlStateFailures failures;

  public EvictionRule(SqlStateFailures failures) {
    this.failures = failures;
  }

  @java.lang.Override // HikariCP's interface has a type of that name
  public Override adjudicate(SQLException failure) {
    SqlStateRule rule = failures.rule(failure);
    if (rule == null) {
      return Override.CONTINUE_EVICT;
    }
    return rule.fate().losesConnection() ? Override.MUST_EVICT : Override.DO_NOT_EVICT;
  }
}
