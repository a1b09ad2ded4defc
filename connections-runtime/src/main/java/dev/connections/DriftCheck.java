package dev.connections;

/**
 * What a provider does at start about drift: the connection types of libraries that are on the
 * class path or module path differ from those that the application's registries include. See {@link
 * ConnectionsConfiguration#driftCheck(DriftCheck, String...)}.
 */
public enum DriftCheck {

  /** Nothing is compared. The default. */
  OFF,

  /** One warning in the log lists all of it. */
  WARN,

  /** The provider does not open; it is wrong configuration, and reported with everything else. */
  FAIL
}
