package dev.connections.spi.binding;

import dev.connections.annotations.grammar.NearestName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Binds one of some values by name; case does not matter, and {@code -} stands for {@code _}. */
final class ChoiceBinder<T> extends ScalarBinder<T> {

  private final List<String> names;
  private final List<T> values;

  private ChoiceBinder(List<String> names, List<T> values) {
    super(String.join(", ", names));
    this.names = names;
    this.values = values;
  }

  static <E extends Enum<E>> ChoiceBinder<E> of(E[] constants) {
    List<E> values = List.of(constants);
    List<String> names = new ArrayList<>();
    for (E value : values) {
      names.add(value.name().toLowerCase(Locale.ROOT));
    }
    return new ChoiceBinder<>(List.copyOf(names), values);
  }

  static ChoiceBinder<String> of(String[] names) {
    List<String> values = List.copyOf(Arrays.asList(names));
    return new ChoiceBinder<>(values, values);
  }

  @Override
  @Nullable T parse(String text, ConfigurationNode node) {
    String sought = text.replace('-', '_');
    for (int i = 0; i < names.size(); i++) {
      if (names.get(i).replace('-', '_').equalsIgnoreCase(sought)) {
        return values.get(i);
      }
    }
    String nearest = NearestName.of(text, names).orElse(null);
    node.violation(
        "is not one of the values", expected(), nearest == null ? null : "write " + nearest);
    return null;
  }
}
