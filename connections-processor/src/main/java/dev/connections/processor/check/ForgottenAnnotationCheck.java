package dev.connections.processor.check;

import dev.connections.processor.model.ClassReference;
import dev.connections.processor.model.ForgottenModel;
import dev.connections.processor.problem.Place;
import dev.connections.processor.problem.ProblemCode;
import dev.connections.processor.problem.Problems;

/**
 * Says why nothing is generated for what looks as if it were meant to be a connection set or type.
 * Otherwise the compiler alone says that it cannot find what would have been generated.
 */
public final class ForgottenAnnotationCheck {

  private ForgottenAnnotationCheck() {}

  /** Applies the rule, in the last round. */
  public static void run(ForgottenModel forgotten, Problems problems) {
    for (ClassReference set : forgotten.sets()) {
      String open = "Open" + set.flatName();
      problems.add(ProblemCode.SET_FORGOTTEN, Place.of(set.canonicalName()), set, open);
    }
    for (ClassReference type : forgotten.types()) {
      problems.add(ProblemCode.TYPE_FORGOTTEN, Place.of(type.canonicalName()), type);
    }
  }
}
