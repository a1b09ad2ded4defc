package dev.connections.spi;

import dev.connections.internal.text.NearestName;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Binds constants of an enum by name. */
final class EnumerationBinder<E extends Enum<E>> extends ScalarBinder<E> {

  private final E[] values;

  EnumerationBinder(E[] values) {
    super(Arrays.stream(values).map(EnumerationBinder::written).collect(Collectors.joining(", ")));
    this.values = values.clone();
  }

  @Override
  @Nullable E parse(String text, ConfigurationNode node) {
    String sought = text.replace('-', '_');
    for (E value : values) {
      if (value.name().equalsIgnoreCase(sought)) {
        return value;
      }
    }
    String nearest =
        NearestName.of(text, Arrays.stream(values).map(EnumerationBinder::written).toList());
    node.violation(
        "is not one of the values", expected(), nearest == null ? null : "write " + nearest);
    return null;
  }

  private static String written(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
