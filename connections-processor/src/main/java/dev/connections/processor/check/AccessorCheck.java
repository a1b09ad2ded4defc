package dev.connections.processor.check;

import dev.connections.processor.model.AccessorModel;
import dev.connections.processor.model.CompilationModel;
import dev.connections.processor.model.ConnectionSetModel;
import dev.connections.processor.model.Names;
import dev.connections.processor.problem.Place;
import dev.connections.processor.problem.ProblemCode;
import dev.connections.processor.problem.Problems;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Each accessor of a set names one connection, once, and returns it. */
final class AccessorCheck implements CompilationCheck {

  @Override
  public void check(CompilationModel compilation, Problems problems) {
    for (ConnectionSetModel set : compilation.sets()) {
      if (!set.isInterface()) {
        continue;
      }
      Map<String, AccessorModel> named = new HashMap<>();
      Map<String, AccessorModel> methods = new HashMap<>();
      for (AccessorModel accessor : set.accessors()) {
        AccessorModel other = methods.putIfAbsent(accessor.method(), accessor);
        if (other != null) {
          problems.add(
              ProblemCode.ACCESSOR_OVERLOADED,
              Places.of(set, accessor),
              set.name(),
              accessor.method(),
              advice(set, accessor, other));
        } else {
          check(set, accessor, named, problems);
        }
      }
    }
  }

  /** What is wrong with one accessor: what makes it none at all is reported alone. */
  private static void check(
      ConnectionSetModel set,
      AccessorModel accessor,
      Map<String, AccessorModel> named,
      Problems problems) {
    if (accessor.reserved()) {
      problems.add(
          ProblemCode.ACCESSOR_RESERVED, Places.of(set, accessor), set.name(), accessor.method());
      return;
    }
    checkShape(set, accessor, problems);
    checkName(set, accessor, named, problems);
  }

  private static String advice(
      ConnectionSetModel set, AccessorModel accessor, AccessorModel other) {
    boolean bothInherited =
        !accessor.declaredBy().equals(set.name()) && !other.declaredBy().equals(set.name());
    return bothInherited && accessor.parameters() == other.parameters()
        ? "declare it in "
            + set.name()
            + " itself, with the name and the connection that hold: "
            + other.declaredBy()
            + " and "
            + accessor.declaredBy()
            + " differ in that"
        : "give each a name of its own";
  }

  private static void checkShape(
      ConnectionSetModel set, AccessorModel accessor, Problems problems) {
    Place place = Places.of(set, accessor);
    if (accessor.parameters() > 0) {
      problems.add(ProblemCode.ACCESSOR_PARAMETERS, place, set.name(), accessor.method());
    }
    if (!accessor.typeParameters().isEmpty()) {
      problems.add(ProblemCode.ACCESSOR_GENERIC, place, set.name(), accessor.method());
    } else if (accessor.resolved()) {
      checkReturned(set, accessor, problems);
    }
  }

  private static void checkReturned(
      ConnectionSetModel set, AccessorModel accessor, Problems problems) {
    Place place = Places.of(set, accessor);
    if (set.generic() && accessor.returns().isEmpty()) {
      // It returns a type parameter of the set, which has been said.
      return;
    }
    if (accessor.returns().isEmpty() || !accessor.returnsConnection()) {
      problems.add(
          ProblemCode.ACCESSOR_NO_CONNECTION,
          place,
          set.name(),
          accessor.method(),
          accessor.returnsText());
    } else if (!accessor.nameable()) {
      problems.add(
          ProblemCode.ACCESSOR_HIDDEN,
          place,
          set.name(),
          accessor.method(),
          accessor.returnsText());
    } else if (!accessor.returns().get().arguments().isEmpty()) {
      problems.add(
          ProblemCode.ACCESSOR_TYPE_ARGUMENTS,
          place,
          set.name(),
          accessor.method(),
          accessor.returnsText());
    }
  }

  private static void checkName(
      ConnectionSetModel set,
      AccessorModel accessor,
      Map<String, AccessorModel> named,
      Problems problems) {
    Place place = Places.of(set, accessor);
    String name = accessor.connectionName().orElse("");
    if (name.isBlank() && accessor.resolved()) {
      if (accessor.otherName().isPresent()) {
        problems.add(
            ProblemCode.ACCESSOR_OTHER_NAME,
            place.annotation(accessor.otherName().get()),
            set.name(),
            accessor.method(),
            accessor.otherName().get());
      } else {
        problems.add(ProblemCode.ACCESSOR_UNNAMED, place, set.name(), accessor.method());
      }
    }
    if (name.isBlank()) {
      return;
    }
    Optional<String> problem = ConnectionNameRule.problem(name);
    if (problem.isPresent()) {
      problems.add(
          ProblemCode.ACCESSOR_NAME_INVALID,
          place.annotation(Names.CONNECTION_NAME).attribute("value"),
          set.name(),
          accessor.method(),
          name,
          problem.get(),
          ConnectionNameRule.advice(name));
      return;
    }
    AccessorModel other = named.putIfAbsent(ConnectionNameRule.normalized(name), accessor);
    if (other != null && !name.equals(other.connectionName().orElse(""))) {
      problems.add(
          ProblemCode.ACCESSOR_NAMES_ALIKE,
          place.annotation(Names.CONNECTION_NAME).attribute("value"),
          set.name(),
          other.connectionName().orElse(""),
          other.method(),
          name,
          accessor.method());
    } else if (other != null) {
      problems.add(
          ProblemCode.ACCESSOR_TWICE,
          place.annotation(Names.CONNECTION_NAME).attribute("value"),
          set.name(),
          name,
          other.method(),
          accessor.method());
    }
  }
}
