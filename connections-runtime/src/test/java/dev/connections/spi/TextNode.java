package dev.connections.spi;

import dev.connections.Secret;
import dev.connections.spi.binding.ConfigurationNode;
import dev.connections.spi.binding.ObjectReader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A scalar that notes what is reported. */
public final class TextNode implements ConfigurationNode {

  private final String text;
  private final List<String> violations = new ArrayList<>();

  public TextNode(String text) {
    this.text = text;
  }

  /** Lines such as {@code is no duration; allowed: …; hint: …}. */
  public List<String> violations() {
    return violations;
  }

  @Override
  public Kind kind() {
    return Kind.SCALAR;
  }

  @Override
  public String path() {
    return "path";
  }

  @Override
  public String text() {
    return text;
  }

  @Override
  public @Nullable Secret secret() {
    return Secret.of(text, () -> text);
  }

  @Override
  public List<ConfigurationNode> elements() {
    return List.of();
  }

  @Override
  public List<String> keys() {
    return List.of();
  }

  @Override
  public ConfigurationNode child(String key) {
    throw new UnsupportedOperationException("A text has no child " + key);
  }

  @Override
  public ConfigurationNode orDefault(String defaultText) {
    return this;
  }

  @Override
  public ConfigurationNode orDefaults(List<String> texts) {
    return this;
  }

  @Override
  public @Nullable String variant(String key, String... values) {
    throw new UnsupportedOperationException("A text has no key " + key);
  }

  @Override
  public ObjectReader object(String... allowedKeys) {
    throw new UnsupportedOperationException("A text is no mapping");
  }

  @Override
  public void violation(String problem, @Nullable String allowed, @Nullable String hint) {
    violations.add(
        problem
            + (allowed == null ? "" : "; allowed: " + allowed)
            + (hint == null ? "" : "; hint: " + hint));
  }
}
