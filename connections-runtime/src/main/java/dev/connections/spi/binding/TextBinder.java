package dev.connections.spi.binding;

import dev.connections.annotations.grammar.Mismatch;
import dev.connections.annotations.grammar.Parsed;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Binds what a grammar reads, and reports what it cannot read. */
final class TextBinder<T> extends ScalarBinder<T> {

  private final Function<String, Parsed<T>> grammar;

  TextBinder(String expected, Function<String, Parsed<T>> grammar) {
    super(expected);
    this.grammar = grammar;
  }

  @Override
  @Nullable T parse(String text, ConfigurationNode node) {
    Parsed<T> parsed = grammar.apply(text);
    Mismatch wrong = parsed.mismatch().orElse(null);
    if (wrong != null) {
      node.violation(wrong.problem(), wrong.expected(), wrong.advice().orElse(null));
    }
    return parsed.value().orElse(null);
  }
}
