package dev.connections.processor.check;

import dev.connections.processor.model.ConfigurationModel;
import dev.connections.processor.problem.Problems;

/** A rule for configuration records. */
interface ConfigurationCheck {

  /** Reports where the configuration breaks the rule. */
  void check(ConfigurationModel configuration, Problems problems);
}
