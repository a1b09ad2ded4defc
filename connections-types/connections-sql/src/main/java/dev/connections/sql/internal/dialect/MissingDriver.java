package dev.connections.sql.internal.dialect;

import dev.connections.failure.ConnectionConfigurationException;
import dev.connections.failure.Diagnosis;
import dev.connections.failure.Phase;

/** Explains that the application came without a driver. */
public final class MissingDriver {

  private MissingDriver() {}

  public static ConnectionConfigurationException of(
      String connection, String artifact, NoClassDefFoundError missing) {
    return new ConnectionConfigurationException(
        Diagnosis.of(connection, "The JDBC driver is not on the class path or module path")
            .phase(Phase.CONNECT)
            .nextStep("Add the dependency " + artifact + " to the application, with runtime scope")
            .build(),
        missing);
  }
}
