package dev.connections;

import java.time.Duration;

/**
 * Who holds a lease or permit of a connection.
 *
 * @param operation the name of the operation it was taken for
 * @param age how long it has been held
 * @param thread the name of the thread that took it
 */
public record LeaseHolder(String operation, Duration age, String thread) {

  @Override
  public String toString() {
    return "'" + operation + "' for " + age.toMillis() + " ms by thread '" + thread + "'";
  }
}
