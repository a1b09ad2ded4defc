package dev.connections.rest;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads an answer while it comes in; see {@link RestConnection#stream}.
 *
 * @param <T> what it makes of it
 */
@FunctionalInterface
public interface ResponseReader<T extends @Nullable Object> {

  /**
   * Reads as much of the answer as it needs.
   *
   * @param response valid until this returns
   * @throws IOException what reading has thrown; one of its own reaches the caller as an {@link
   *     java.io.UncheckedIOException}
   */
  T read(StreamedResponse response) throws IOException;
}
