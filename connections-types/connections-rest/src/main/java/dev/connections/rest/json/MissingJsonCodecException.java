package dev.connections.rest.json;

/** JSON was asked for and its library is not there: the application's bug. */
final class MissingJsonCodecException extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  MissingJsonCodecException(JsonLibrary library, NoClassDefFoundError missing) {
    super(
        "There is no JSON codec: "
            + library.title()
            + " is not on the class path or among the modules ("
            + missing.getMessage()
            + " is missing). Add "
            + library.artifact()
            + " (and 'requires "
            + library.module()
            + "' to a named module), name another library with the setting 'json', or give the"
            + " connection a codec of yours by RestConnection.withCodec",
        missing);
  }
}
