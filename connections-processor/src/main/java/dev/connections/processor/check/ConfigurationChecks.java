package dev.connections.processor.check;

import dev.connections.processor.model.ConfigurationModel;
import dev.connections.processor.model.TypesModel;
import dev.connections.processor.problem.Problems;
import java.util.List;

/** The list of the rules for configuration records. */
final class ConfigurationChecks implements TypeCheck {

  private static final List<ConfigurationCheck> ALL =
      List.of(
          new ReservedSettingCheck(),
          new SimilarSettingsCheck(),
          new DeprecatedKeysCheck(),
          new VariantsCheck(),
          new DefaultPlacementCheck(),
          new DefaultTextCheck(),
          new ConstraintFitCheck(),
          new ConstraintMeaningCheck(),
          new DefaultConstraintCheck(),
          new ExampleCheck());

  @Override
  public void check(TypesModel types, Problems problems) {
    for (ConfigurationModel configuration : types.bound()) {
      for (ConfigurationCheck check : ALL) {
        check.check(configuration, problems);
      }
    }
  }
}
