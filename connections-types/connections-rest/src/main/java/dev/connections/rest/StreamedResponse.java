package dev.connections.rest;

import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An answer that was a success and is still coming in; {@link RestConnection#stream} lends it. For
 * the thread that is lent it, until its {@link ResponseReader} returns.
 *
 * @param status the status code: 2xx, or 304
 * @param headers the headers by name, whatever its case, in alphabetical order
 * @param length how many bytes the body has; -1 if the server does not say, or sends it packed
 * @param body the body, unpacked; it need not be read to its end nor closed
 */
public record StreamedResponse(
    int status, Map<String, List<String>> headers, long length, InputStream body) {

  /** The first value of a header. */
  public Optional<String> header(String name) {
    return headers.getOrDefault(name, List.of()).stream().findFirst();
  }
}
