package dev.connections.rest;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds the codec of connections that were given none: Jackson's, looked for when JSON is first
 * needed, so that an application without Jackson and without JSON runs undisturbed. Thread-safe.
 */
final class DefaultJsonCodec implements Supplier<JsonCodec> {

  /** Benign race: two threads may each make one, and either will do. */
  private volatile @Nullable JsonCodec found;

  /**
   * The codec.
   *
   * @throws MissingJsonCodecException if Jackson is not there
   */
  @Override
  public JsonCodec get() {
    JsonCodec codec = found;
    if (codec == null) {
      codec = jackson();
      found = codec;
    }
    return codec;
  }

  private static JsonCodec jackson() {
    try {
      return new JacksonJsonCodec();
    } catch (NoClassDefFoundError missing) {
      throw new MissingJsonCodecException(missing);
    }
  }
}
