package dev.connections.processor.check;

import dev.connections.processor.model.CompilationModel;
import dev.connections.processor.problem.Problems;

/** One rule. Without state. */
interface Check {

  /** Adds what breaks the rule. */
  void check(CompilationModel compilation, Problems problems);
}
