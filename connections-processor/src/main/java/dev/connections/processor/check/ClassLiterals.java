package dev.connections.processor.check;

import dev.connections.processor.model.ClassReference;
import java.util.Collection;

/** Writes class literals as someone would who imports what can be imported. */
final class ClassLiterals {

  private ClassLiterals() {}

  /**
   * The literal of a class, with its package if another one of those next to it is called alike.
   */
  static String of(ClassReference name, Collection<ClassReference> beside) {
    boolean alone =
        beside.stream()
            .noneMatch(
                other -> !other.equals(name) && other.simpleName().equals(name.simpleName()));
    return (alone ? name.simpleName() : name.canonicalName()) + ".class";
  }
}
