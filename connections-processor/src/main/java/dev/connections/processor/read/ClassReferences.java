package dev.connections.processor.read;

import dev.connections.processor.model.ClassReference;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;

/** Names and visibility of classes, from their elements. */
final class ClassReferences {

  private ClassReferences() {}

  static ClassReference of(TypeElement type) {
    Deque<String> names = new ArrayDeque<>();
    for (TypeElement at : outwards(type)) {
      names.addFirst(at.getSimpleName().toString());
    }
    return new ClassReference(packageOf(type), List.copyOf(names));
  }

  static String packageOf(TypeElement type) {
    Element element = type;
    while (element != null) {
      if (element instanceof PackageElement found) {
        return found.getQualifiedName().toString();
      }
      element = element.getEnclosingElement();
    }
    throw new IllegalArgumentException(type + " is in no package");
  }

  static boolean isOptional(DeclaredType type) {
    return ((TypeElement) type.asElement()).getQualifiedName().contentEquals("java.util.Optional");
  }

  /** The class itself or one around it that is not public. */
  static Optional<TypeElement> notPublic(TypeElement type) {
    return outwards(type).stream()
        .filter(at -> !at.getModifiers().contains(Modifier.PUBLIC))
        .findFirst();
  }

  /** Whether the classes of a package can name it. */
  static boolean isAccessibleFrom(String packageName, TypeElement type) {
    return notPublic(type).isEmpty()
        || (packageOf(type).equals(packageName)
            && outwards(type).stream()
                .noneMatch(at -> at.getModifiers().contains(Modifier.PRIVATE)));
  }

  /** The class and those around it, outermost last. */
  private static List<TypeElement> outwards(TypeElement type) {
    Deque<TypeElement> types = new ArrayDeque<>();
    Element element = type;
    while (element instanceof TypeElement at) {
      types.addLast(at);
      element = at.getEnclosingElement();
    }
    return List.copyOf(types);
  }
}
