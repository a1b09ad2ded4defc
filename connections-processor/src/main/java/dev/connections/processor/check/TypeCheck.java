package dev.connections.processor.check;

import dev.connections.processor.model.TypesModel;
import dev.connections.processor.problem.Problems;

/** A rule for connection types, each by itself. Without state. */
interface TypeCheck {

  /** Adds what breaks the rule. */
  void check(TypesModel types, Problems problems);
}
