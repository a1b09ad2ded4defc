package dev.connections.processor.check;

import dev.connections.processor.model.CompilationModel;
import dev.connections.processor.problem.Problems;

/** A rule for what a compilation lists and uses. Without state. */
interface CompilationCheck {

  /** Adds what breaks the rule. */
  void check(CompilationModel compilation, Problems problems);
}
