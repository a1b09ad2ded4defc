package dev.connections.internal.configuration.node;

import dev.connections.internal.configuration.document.Violations;
import dev.connections.spi.RejectedSettingsException;
import dev.connections.spi.binding.Binders;
import dev.connections.spi.binding.ConfigurationBinder;
import dev.connections.spi.binding.ConfigurationNode;
import dev.connections.spi.binding.Constraint;
import dev.connections.spi.binding.ObjectReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads settings from a node; complete as long as nothing is reported while it reads. */
final class MappingReader implements ObjectReader {

  private final TrackedNode node;
  private final Violations violations;
  private final int reportsBefore;

  MappingReader(TrackedNode node, Violations violations, int reportsBefore) {
    this.node = node;
    this.violations = violations;
    this.reportsBefore = reportsBefore;
  }

  @Override
  public void formerly(String key, String... formerKeys) {
    node.formerly(key, formerKeys);
  }

  @Override
  public <T> @Nullable T required(String key, ConfigurationBinder<T> binder) {
    // What is missing as a whole has been reported once: not again for each of its settings.
    return node.kind() == ConfigurationNode.Kind.MAPPING ? bind(node.child(key), binder) : null;
  }

  @Override
  public <T> @Nullable T withDefault(
      String key, ConfigurationBinder<T> binder, String defaultText) {
    return bind(node.child(key).orDefault(defaultText), binder);
  }

  @Override
  public <T> Optional<T> optional(String key, ConfigurationBinder<T> binder) {
    return isMissing(key) ? Optional.empty() : Optional.ofNullable(bind(node.child(key), binder));
  }

  @Override
  public <T> @Nullable T nested(String key, ConfigurationBinder<T> binder) {
    return bind(node.child(key).orEmpty(), binder);
  }

  @Override
  public <T> List<T> list(String key, ConfigurationBinder<T> binder) {
    List<T> values = isMissing(key) ? null : bind(node.child(key), Binders.listOf(binder));
    return values == null ? List.of() : values;
  }

  @Override
  public <T> List<T> listWithDefault(
      String key, ConfigurationBinder<T> binder, String... defaultTexts) {
    ConfigurationNode child = node.child(key).orDefaults(List.of(defaultTexts));
    List<T> values = bind(child, Binders.listOf(binder));
    return values == null ? List.of() : values;
  }

  @Override
  public <T> Map<String, T> map(String key, ConfigurationBinder<T> binder) {
    Map<String, T> values = isMissing(key) ? null : bind(node.child(key), Binders.mapOf(binder));
    return values == null ? Map.of() : values;
  }

  @Override
  public <T> void check(String key, @Nullable T value, Constraint<? super T> constraint) {
    if (value != null && !constraint.isSatisfiedBy(value)) {
      node.child(key).violation("is not allowed", constraint.allowed(), null);
    }
  }

  @Override
  public void rejected(IllegalArgumentException rejection) {
    if (rejection instanceof RejectedSettingsException each) {
      each.reportTo(violations());
    } else {
      node.rejected(rejection);
    }
  }

  @Override
  public dev.connections.spi.binding.Violations violations() {
    return new RuleViolations(node);
  }

  @Override
  public boolean isComplete() {
    return violations.reports() == reportsBefore;
  }

  private boolean isMissing(String key) {
    return node.child(key).kind() == ConfigurationNode.Kind.MISSING;
  }

  private <T> @Nullable T bind(ConfigurationNode child, ConfigurationBinder<T> binder) {
    int before = violations.reports();
    T value = binder.bind(child);
    if (value == null && violations.reports() == before) {
      child.violation("is rejected without a reason by its binder", null, null);
    }
    return value;
  }
}
