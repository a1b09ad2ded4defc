package dev.connections.internal.configuration.node;

/**
 * A setting as it is in effect.
 *
 * @param connection the name of the connection
 * @param path the setting
 * @param value as it was written, so that references stay references; never a secret; {@code (not
 *     set)} if it may be left out and was
 * @param origin where it was written; what gave it, such as {@code default}, if it was not
 */
public record EffectiveSetting(String connection, String path, String value, String origin) {

  /** One line. */
  @Override
  public String toString() {
    return path + " = " + value + "  (" + origin + ")";
  }
}
