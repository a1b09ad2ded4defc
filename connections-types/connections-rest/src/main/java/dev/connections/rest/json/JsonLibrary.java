package dev.connections.rest.json;

/**
 * A library that reads and writes JSON, as a setting. Which one is used is never guessed from what
 * is on the class path: without the setting it is Jackson 2.
 */
public enum JsonLibrary {
  /** Jackson 2, {@code com.fasterxml.jackson.core:jackson-databind}. */
  JACKSON {
    @Override
    JsonCodec made() {
      return new JacksonJsonCodec();
    }
  };

  abstract JsonCodec made();

  /**
   * A codec of this library, with its defaults.
   *
   * @throws IllegalStateException if the library is not there
   */
  public JsonCodec codec() {
    try {
      return made();
    } catch (NoClassDefFoundError missing) {
      throw new MissingJsonCodecException(missing);
    }
  }
}
