package dev.connections.rest.json;

/**
 * A library that reads and writes JSON, as a setting. Which one is used is never guessed from what
 * is on the class path: without the setting it is Jackson 2.
 */
public enum JsonLibrary {
  /** Jackson 2, {@code com.fasterxml.jackson.core:jackson-databind}. */
  JACKSON(
      "Jackson 2", "com.fasterxml.jackson.core:jackson-databind", "com.fasterxml.jackson.databind"),

  /** Jackson 3, {@code tools.jackson.core:jackson-databind}. */
  JACKSON3("Jackson 3", "tools.jackson.core:jackson-databind", "tools.jackson.databind"),

  /** Gson, {@code com.google.code.gson:gson}. */
  GSON("Gson", "com.google.code.gson:gson", "com.google.gson"),

  /** Moshi, {@code com.squareup.moshi:moshi}. */
  MOSHI("Moshi", "com.squareup.moshi:moshi", "com.squareup.moshi"),

  /** avaje-jsonb, {@code io.avaje:avaje-jsonb}, with adapters that the compiler generates. */
  AVAJE("avaje-jsonb", "io.avaje:avaje-jsonb", "io.avaje.jsonb");

  private final String title;
  private final String artifact;
  private final String module;

  JsonLibrary(String title, String artifact, String module) {
    this.title = title;
    this.artifact = artifact;
    this.module = module;
  }

  /**
   * A codec of this library, with its defaults.
   *
   * @throws IllegalStateException if the library is not there
   */
  public JsonCodec codec() {
    try {
      return made();
    } catch (NoClassDefFoundError missing) {
      throw new MissingJsonCodecException(this, missing);
    }
  }

  private JsonCodec made() {
    return switch (this) {
      case JACKSON -> new JacksonJsonCodec();
      case JACKSON3 -> new Jackson3JsonCodec();
      case GSON -> new GsonJsonCodec();
      case MOSHI -> new MoshiJsonCodec();
      case AVAJE -> new AvajeJsonCodec();
    };
  }

  /** What messages call it. */
  String title() {
    return title;
  }

  /** Its Maven coordinates, without the version. */
  String artifact() {
    return artifact;
  }

  /** The name of its module. */
  String module() {
    return module;
  }
}
