package dev.connections.internal.configuration.source;

import dev.connections.ConnectionsConfiguration;
import dev.connections.internal.configuration.document.Origin;
import org.jspecify.annotations.Nullable;

/**
 * The profile that someone chose.
 *
 * @param name its name
 * @param origin who chose it
 */
public record ProfileChoice(String name, Origin origin) {

  /** The variable that chooses. */
  public static final String VARIABLE = "CONNECTIONS_PROFILE";

  /** The system property that chooses, over the variable. */
  static final String PROPERTY = "connections.profile";

  /** The choice made in code, by property or by variable; null if none was made. */
  public static @Nullable ProfileChoice of(ConnectionsConfiguration recipe) {
    if (recipe.profile().isPresent()) {
      return new ProfileChoice(recipe.profile().get(), Origin.CODE);
    }
    String property = recipe.systemProperties().get(PROPERTY);
    if (property != null && !property.isBlank()) {
      return new ProfileChoice(property.strip(), Origin.property(PROPERTY));
    }
    String variable = recipe.environment().get(VARIABLE);
    if (variable != null && !variable.isBlank()) {
      return new ProfileChoice(variable.strip(), Origin.variable(VARIABLE));
    }
    return null;
  }
}
