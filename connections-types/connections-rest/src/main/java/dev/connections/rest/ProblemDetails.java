package dev.connections.rest;

import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
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
 * @param members what the server added (RFC 9457, section 3.2), by name: texts, numbers, booleans,
 *     lists and maps of these, or null; empty if it added nothing
 */
public record ProblemDetails(
    String type, String title, String detail, String instance, Map<String, Object> members)
    implements Serializable {

  private static final long serialVersionUID = 2L;

  /** Keeps a copy of the members. */
  public ProblemDetails {
    members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
  }

  /** The title and the detail in one line; empty if there is neither. */
  public Optional<String> summary() {
    String text = title.isEmpty() || detail.isEmpty() ? title + detail : title + ": " + detail;
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }
}
