package dev.connections.processor.check;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What the runtime takes for the name of a connection. */
final class ConnectionNameRule {

  private static final Pattern VALID = Pattern.compile("[a-z][a-z0-9-]{0,62}");
  private static final Set<String> RESERVED = Set.of("defaults", "profile", "profiles");

  private ConnectionNameRule() {}

  /** Why a name cannot be configured; none if it can. */
  static Optional<String> problem(String name) {
    if (RESERVED.contains(name)) {
      return Optional.of("the name is reserved");
    }
    return VALID.matcher(name).matches()
        ? Optional.empty()
        : Optional.of(
            "a name is a small letter, then small letters, digits and '-', at most 63 in all");
  }

  /** What to do about a name with a problem. */
  static String advice(String name) {
    String suggestion =
        name.strip()
            .replaceAll("([a-z0-9])([A-Z])", "$1-$2")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^[0-9-]+|-+$", "");
    return problem(suggestion).isEmpty()
        ? "write \"" + suggestion + "\", and the same in the configuration"
        : "choose another name";
  }

  /** Two names that are the same here are the same to environment variables. */
  static String normalized(String name) {
    return name.replace("-", "");
  }
}
