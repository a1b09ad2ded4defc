package dev.connections.rest;

import java.io.IOException;
import java.io.InputStream;

/**
 * Where the bytes of a request's body come from, as often as they are needed: once for each attempt
 * to send it. Implementations are thread-safe.
 *
 * <pre>{@code
 * RestRequest.put("/backups/{day}").path("day", day).body(() -> archive.read(day), -1, "application/x-tar")
 * }</pre>
 */
@FunctionalInterface
public interface BodySource {

  /**
   * Opens the bytes from their beginning. Each time they must be the same. The connection closes
   * what it is given.
   *
   * @throws IOException if they are not there; the call fails with it and is not retried
   */
  InputStream open() throws IOException;
}
