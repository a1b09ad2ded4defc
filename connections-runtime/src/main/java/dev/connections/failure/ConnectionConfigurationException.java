package dev.connections.failure;

import org.jspecify.annotations.Nullable;

/**
 * The configuration, or how the application asks for a connection, is wrong. The message lists
 * everything that is.
 */
public non-sealed class ConnectionConfigurationException extends ConnectionException {

  private static final long serialVersionUID = 1L;

  /** See {@link Diagnosis}. */
  public ConnectionConfigurationException(Diagnosis diagnosis, @Nullable Throwable cause) {
    super("configuration", diagnosis, cause);
  }
}
