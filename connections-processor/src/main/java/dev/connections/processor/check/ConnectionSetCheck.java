package dev.connections.processor.check;

import dev.connections.processor.model.CompilationModel;
import dev.connections.processor.model.ConnectionSetModel;
import dev.connections.processor.model.Visibility;
import dev.connections.processor.problem.ProblemCode;
import dev.connections.processor.problem.Problems;

/** A connection set is an interface that generated code can implement. */
final class ConnectionSetCheck implements CompilationCheck {

  @Override
  public void check(CompilationModel compilation, Problems problems) {
    for (ConnectionSetModel set : compilation.sets()) {
      if (!set.isInterface()) {
        report(ProblemCode.SET_NOT_AN_INTERFACE, set, problems);
      }
      if (set.visibility() == Visibility.PRIVATE) {
        report(ProblemCode.SET_PRIVATE, set, problems);
      }
      if (set.generic()) {
        report(ProblemCode.SET_GENERIC, set, problems);
      }
      if (set.isSealed() && set.isInterface()) {
        problems.add(
            ProblemCode.SET_SEALED, Places.of(set), set.name(), set.openName().simpleName());
      }
      for (String method : set.clashing()) {
        problems.add(
            ProblemCode.ACCESSOR_RESERVED, Places.of(set).member(method), set.name(), method);
      }
      for (String member : set.clashingMembers()) {
        problems.add(ProblemCode.SET_MEMBER_CLASHES, Places.of(set), set.name(), member);
      }
    }
  }

  private static void report(ProblemCode code, ConnectionSetModel set, Problems problems) {
    problems.add(code, Places.of(set), set.name());
  }
}
