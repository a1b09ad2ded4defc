package dev.connections.sql.postgresql;

/**
 * What someone has sent with {@code NOTIFY} or {@code pg_notify}. Immutable.
 *
 * @param channel where it was sent to
 * @param payload what was sent, up to 8,000 bytes; empty if nothing
 * @param senderPid the process of the session that has sent it, as in {@code pg_stat_activity}
 */
public record PostgreSqlNotification(String channel, String payload, int senderPid) {

  /** The channel alone: the payload may be personal data. */
  @Override
  public String toString() {
    return "PostgreSqlNotification(" + channel + ")";
  }
}
