package dev.connections.processor.model;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A type as source code names it. Annotations on the use of the type are not part of it. */
public sealed interface TypeReference {

  /** How source code would write it, with full names. */
  String text();

  /** A class or interface. */
  record OfClass(ClassReference rawType, List<TypeReference> arguments) implements TypeReference {
    /** Takes a copy. */
    public OfClass {
      arguments = List.copyOf(arguments);
    }

    @Override
    public String text() {
      return arguments.isEmpty()
          ? rawType.canonicalName()
          : arguments.stream()
              .map(TypeReference::text)
              .collect(Collectors.joining(", ", rawType.canonicalName() + "<", ">"));
    }
  }

  /** An array. */
  record OfArray(TypeReference component) implements TypeReference {
    @Override
    public String text() {
      return component.text() + "[]";
    }
  }

  /** A primitive type, by its keyword. */
  record OfPrimitive(String text) implements TypeReference {}

  /** A wildcard; at most one of the bounds is there. */
  record OfWildcard(Optional<TypeReference> extendsBound, Optional<TypeReference> superBound)
      implements TypeReference {
    @Override
    public String text() {
      return extendsBound
          .map(bound -> "? extends " + bound.text())
          .or(() -> superBound.map(bound -> "? super " + bound.text()))
          .orElse("?");
    }
  }

  /** A class without type arguments. */
  static TypeReference of(ClassReference rawType) {
    return new OfClass(rawType, List.of());
  }
}
