package dev.connections.rest;

import java.io.Serializable;
import java.util.Optional;

/**
 * What a server said of a failure in the standard form of RFC 9457 ({@code
 * application/problem+json}). Immutable. The texts are the server's; known secrets have been
 * removed from them.
 *
 * @param type a URI that identifies the kind of problem; {@code about:blank} if the server named
 *     none
 * @param title the kind of problem in a few words; empty if missing
 * @param detail this problem in particular; empty if missing
 * @param instance a URI that identifies this occurrence; empty if missing
 */
public record ProblemDetails(String type, String title, String detail, String instance)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /** The title and the detail in one line; empty if there is neither. */
  Optional<String> summary() {
    String text = title.isEmpty() || detail.isEmpty() ? title + detail : title + ": " + detail;
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }
}
