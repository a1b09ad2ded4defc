package dev.connections.internal.configuration.common;

import dev.connections.annotations.grammar.DurationText;
import dev.connections.spi.binding.Binders;
import dev.connections.spi.binding.ConfigurationBinder;
import dev.connections.spi.binding.ConfigurationNode;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Binds a duration, or the word {@code never}, which gives an empty one. */
final class DurationOrNever implements ConfigurationBinder<Optional<Duration>> {

  private static final Pattern LIKE_DURATION = Pattern.compile("[\\d.,]*\\d.*");

  @Override
  public @Nullable Optional<Duration> bind(ConfigurationNode node) {
    if (node.kind() == ConfigurationNode.Kind.SCALAR) {
      String text = node.text();
      if (text.equalsIgnoreCase("never")) {
        return Optional.empty();
      }
      if (!LIKE_DURATION.matcher(text).matches()) {
        node.violation(
            "is neither a duration nor never", "never, or " + DurationText.EXPECTED, null);
        return null;
      }
    }
    Duration duration = Binders.duration().bind(node);
    return duration == null ? null : Optional.of(duration);
  }
}
