package dev.connections.sql.internal.failure;

import static dev.connections.spi.FailureClassification.Kind.PERMANENT;
import static dev.connections.spi.FailureClassification.Kind.TRANSIENT;
import static dev.connections.sql.internal.failure.SqlStateRule.Fate.LOST;
import static dev.connections.sql.internal.failure.SqlStateRule.Fate.NOT_ADMITTED;
import static dev.connections.sql.internal.failure.SqlStateRule.Fate.NOT_CONNECTED;
import static dev.connections.sql.internal.failure.SqlStateRules.CHECK_URL;
import static dev.connections.sql.internal.failure.SqlStateRules.fault;
import static dev.connections.sql.internal.failure.SqlStateRules.rule;

import java.util.List;

/**
 * What codes mean where the SQLSTATE does not tell, or tells something else: Oracle. Measured with
 * the drivers; go before {@link SqlStateRules#COMMON}.
 */
final class VendorRules {

  private static final String TOO_MANY = "The server has too many connections";
  private static final String FEWER = "Lower the pools' maxSize, or raise the server's limit";
  private static final String CANCELED = "The statement was canceled";
  private static final String AGAIN = "Run the whole transaction again";
  private static final String DEADLOCK = "The transaction was the victim of a deadlock";
  private static final String LOCKED = "A lock was not available";
  private static final String CREDENTIALS =
      "Authentication failed: the server rejected the credentials";
  private static final String UNREACHABLE = "The server cannot be reached";

  /** Oracle, whose states say nothing. */
  static final List<SqlStateRule> ORACLE =
      List.of(
          fault("/12541", TRANSIENT, NOT_CONNECTED, UNREACHABLE, CHECK_URL),
          fault("/17868", TRANSIENT, NOT_CONNECTED, "The host is not known", CHECK_URL),
          fault("/17800", TRANSIENT, LOST, "The connection to the server was lost", null),
          fault("/17002", TRANSIENT, LOST, "The connection to the server was lost", null),
          fault("/18714", TRANSIENT, NOT_CONNECTED, UNREACHABLE, CHECK_URL),
          fault("/12514", PERMANENT, NOT_ADMITTED, "The service is not known", "Check url"),
          fault("/12505", PERMANENT, NOT_ADMITTED, "The service is not known", "Check url"),
          fault("/12516", TRANSIENT, NOT_CONNECTED, TOO_MANY, FEWER),
          fault("/12518", TRANSIENT, NOT_CONNECTED, TOO_MANY, FEWER),
          fault("/12519", TRANSIENT, NOT_CONNECTED, TOO_MANY, FEWER),
          fault("/12520", TRANSIENT, NOT_CONNECTED, TOO_MANY, FEWER),
          fault("/12526", TRANSIENT, NOT_CONNECTED, "The database is restricted now", null),
          fault("/12528", TRANSIENT, NOT_CONNECTED, "The database is not open yet", null),
          rule("/17965", PERMANENT, NOT_ADMITTED, "The certificate is for another host", CHECK_URL),
          rule("/12261", PERMANENT, NOT_ADMITTED, "The URL cannot be read", "Check url"),
          rule("/17866", PERMANENT, NOT_ADMITTED, "The URL cannot be read", "Check url"));

  private VendorRules() {}
}
