package dev.connections.rest.internal.connection;

import dev.connections.rest.json.JsonCodec;
import dev.connections.rest.json.JsonLibrary;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The codec of connections that were given none: that of a library, which is looked for when JSON
 * is first needed, so that an application without the library and without JSON runs undisturbed.
 * Thread-safe.
 */
public final class SelectedCodec implements Supplier<JsonCodec> {

  private final JsonLibrary library;

  /** Benign race: two threads may each make one, and either will do. */
  private volatile @Nullable JsonCodec made;

  public SelectedCodec(JsonLibrary library) {
    this.library = library;
  }

  /**
   * The codec.
   *
   * @throws IllegalStateException if the library is not there
   */
  @Override
  public JsonCodec get() {
    JsonCodec codec = made;
    if (codec == null) {
      codec = library.codec();
      made = codec;
    }
    return codec;
  }
}
