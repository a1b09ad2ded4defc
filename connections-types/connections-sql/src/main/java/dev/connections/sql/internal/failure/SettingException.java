package dev.connections.sql.internal.failure;

import java.sql.SQLException;

/**
 * A setting, or how server and setting go together, keeps us from connecting. Says which setting it
 * is and what to write; nothing in its text is data. The driver's failure is its cause.
 */
public final class SettingException extends SQLException {

  /** "Unable to connect": what the server said instead is the cause's. */
  private static final String STATE = "08001";

  private static final long serialVersionUID = 1L;

  private final SQLException driversOwn;
  private final String nextStep;
  private final boolean permanent;

  private SettingException(
      String problem, String state, String nextStep, boolean permanent, SQLException cause) {
    super(problem, state, cause.getErrorCode(), cause);
    this.driversOwn = cause;
    this.nextStep = nextStep;
    this.permanent = permanent;
  }

  /** What stays so until someone changes the setting or the server. */
  public static SettingException lasting(String problem, String nextStep, SQLException cause) {
    return new SettingException(problem, STATE, nextStep, true, cause);
  }

  /** What may pass by itself, depending on what the server said. */
  public static SettingException depending(String problem, String nextStep, SQLException cause) {
    String state = cause.getSQLState();
    return new SettingException(problem, state == null ? STATE : state, nextStep, false, cause);
  }

  SQLException driversOwn() {
    return driversOwn;
  }

  boolean isPermanent() {
    return permanent;
  }

  String nextStep() {
    return nextStep;
  }
}
