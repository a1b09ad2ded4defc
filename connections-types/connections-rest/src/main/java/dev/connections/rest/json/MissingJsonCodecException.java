package dev.connections.rest.json;

/** JSON was asked for and there is neither Jackson nor another codec: the application's bug. */
final class MissingJsonCodecException extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  MissingJsonCodecException(NoClassDefFoundError missing) {
    super(
        "There is no JSON codec: Jackson is not on the class path or among the modules ("
            + missing.getMessage()
            + " is missing). Add com.fasterxml.jackson.core:jackson-databind (and 'requires"
            + " com.fasterxml.jackson.databind' to a named module), or give the connection another"
            + " codec by RestConnection.withCodec",
        missing);
  }
}
