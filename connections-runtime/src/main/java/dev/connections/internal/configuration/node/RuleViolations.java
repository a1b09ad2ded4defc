package dev.connections.internal.configuration.node;

import dev.connections.spi.binding.Violations;
import org.jspecify.annotations.Nullable;

/** Shows what a record's own rules find at the settings that they name. */
final class RuleViolations implements Violations {

  private final TrackedNode node;

  RuleViolations(TrackedNode node) {
    this.node = node;
  }

  @Override
  public void at(String setting, String problem, @Nullable String allowed, @Nullable String hint) {
    TrackedNode child = node.settingRead(setting);
    if (child == null) {
      node.broken(
          setting + " " + problem + " (the record has no setting " + setting + ")", allowed, hint);
    } else {
      child.broken(problem, allowed, hint);
    }
  }

  @Override
  public void report(String problem, @Nullable String allowed, @Nullable String hint) {
    node.broken(problem, allowed, hint);
  }
}
