package dev.connections.processor.check;

import dev.connections.processor.model.ConfigurationModel;
import dev.connections.processor.problem.Problems;
import java.util.List;

/** Every rule for configuration records. A new rule is a class and a line here. */
public final class ConfigurationChecks {

  private static final List<ConfigurationCheck> RULES =
      List.of(
          new ReservedSettingCheck(),
          new SimilarSettingsCheck(),
          new DefaultPlacementCheck(),
          new DefaultTextCheck(),
          new ConstraintFitCheck(),
          new ConstraintMeaningCheck(),
          new DefaultConstraintCheck());

  private ConfigurationChecks() {}

  /** Applies every rule. */
  public static void check(ConfigurationModel configuration, Problems problems) {
    for (ConfigurationCheck rule : RULES) {
      rule.check(configuration, problems);
    }
  }
}
