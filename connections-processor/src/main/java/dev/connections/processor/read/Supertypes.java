package dev.connections.processor.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;

/** Walks up a hierarchy, with type arguments carried along. */
final class Supertypes {

  /** What kapt writes into its stubs for every type that it does not find. */
  private static final String MISSING_IN_KAPT = "error.NonExistentClass";

  private final Types types;

  Supertypes(Types types) {
    this.types = types;
  }

  /** The supertype with this name, as the type sees it; the type itself counts. */
  Optional<DeclaredType> find(TypeMirror type, String canonicalName) {
    if (!(type instanceof DeclaredType declared)) {
      return Optional.empty();
    }
    if (isCalled(canonicalName, declared)) {
      return Optional.of(declared);
    }
    for (TypeMirror supertype : types.directSupertypes(type)) {
      Optional<DeclaredType> found = find(supertype, canonicalName);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  boolean has(TypeMirror type, String canonicalName) {
    return find(type, canonicalName).isPresent();
  }

  /** Whether an exception need not be declared. */
  boolean isUnchecked(TypeMirror thrown) {
    return has(thrown, RuntimeException.class.getName()) || has(thrown, Error.class.getName());
  }

  /** What in the hierarchy of a type, or in the type arguments there, cannot be resolved. */
  List<String> unresolved(TypeMirror type) {
    List<String> names = new ArrayList<>();
    collectUnresolved(type, names, true);
    return names;
  }

  /** What in a type and its arguments cannot be resolved, its hierarchy left aside. */
  List<String> unresolvedHere(TypeMirror type) {
    List<String> names = new ArrayList<>();
    collectUnresolved(type, names, false);
    return names;
  }

  /**
   * What cannot be resolved on the way from a type to a supertype; nothing where the supertype is
   * there, since what else the type says does not matter then.
   */
  List<String> unresolvedBelow(TypeMirror type, String supertype) {
    return has(type, supertype) ? List.of() : unresolved(type);
  }

  private void collectUnresolved(TypeMirror type, List<String> names, boolean upwards) {
    if (type.getKind() == TypeKind.ERROR || isCalled(MISSING_IN_KAPT, type)) {
      collectMissing(type, names);
    } else if (type instanceof DeclaredType declared) {
      declared.getTypeArguments().forEach(argument -> collectUnresolved(argument, names, false));
      if (upwards) {
        TypeElement element = (TypeElement) declared.asElement();
        List<TypeMirror> above = new ArrayList<>(element.getInterfaces());
        above.add(element.getSuperclass());
        above.forEach(supertype -> collectUnresolved(supertype, names, true));
      }
    }
  }

  /** Where a type is missing because of its arguments, as compilers differ in, they are named. */
  private void collectMissing(TypeMirror type, List<String> names) {
    int before = names.size();
    if (type instanceof DeclaredType declared) {
      declared.getTypeArguments().forEach(each -> collectUnresolved(each, names, false));
    }
    if (names.size() == before) {
      String name = type.toString().replaceFirst("<.*", "");
      names.add(name.isEmpty() ? "a type that it names" : name);
    }
  }

  /** A type with its arguments, whether it exists or not. */
  static Optional<DeclaredType> declared(TypeMirror type) {
    return type instanceof DeclaredType declared ? Optional.of(declared) : Optional.empty();
  }

  /** Whether a type is none that could be read. */
  static boolean missing(TypeMirror type) {
    return type.getKind() != TypeKind.DECLARED || isCalled(MISSING_IN_KAPT, type);
  }

  private static boolean isCalled(String canonicalName, TypeMirror type) {
    return type instanceof DeclaredType declared
        && ((TypeElement) declared.asElement()).getQualifiedName().contentEquals(canonicalName);
  }
}
