package dev.connections.processor.read;

import dev.connections.processor.model.ClassReference;
import dev.connections.processor.model.TypeReference;
import dev.connections.processor.model.Visibility;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;
import org.jspecify.annotations.Nullable;

/** From compiler types and elements to names. */
final class TypeReferences {

  private TypeReferences() {}

  static ClassReference of(TypeElement type) {
    List<String> names = new ArrayList<>();
    String packageName = "";
    for (Element at = type; at != null; at = at.getEnclosingElement()) {
      if (at instanceof TypeElement) {
        names.add(0, at.getSimpleName().toString());
      } else if (at instanceof PackageElement packageElement) {
        packageName = packageElement.getQualifiedName().toString();
      }
    }
    return new ClassReference(packageName, names);
  }

  static TypeReference of(TypeMirror type) {
    if (type.getKind().isPrimitive() || type.getKind() == TypeKind.VOID) {
      return new TypeReference.OfPrimitive(
          type.getKind().name().toLowerCase(java.util.Locale.ROOT));
    }
    if (type instanceof ArrayType array) {
      return new TypeReference.OfArray(of(array.getComponentType()));
    }
    if (type instanceof WildcardType wildcard) {
      return new TypeReference.OfWildcard(
          bound(wildcard.getExtendsBound()), bound(wildcard.getSuperBound()));
    }
    if (type instanceof DeclaredType declared) {
      return of(declared);
    }
    return new TypeReference.OfPrimitive(type.toString());
  }

  static TypeReference.OfClass of(DeclaredType type) {
    return new TypeReference.OfClass(
        of((TypeElement) type.asElement()),
        type.getTypeArguments().stream().map(TypeReferences::of).toList());
  }

  private static Optional<TypeReference> bound(@Nullable TypeMirror bound) {
    return bound == null ? Optional.empty() : Optional.of(of(bound));
  }

  /** The weakest visibility of a class and the classes around it. */
  static Visibility visibility(TypeElement type) {
    Visibility weakest = Visibility.PUBLIC;
    for (Element at = type; at instanceof TypeElement; at = at.getEnclosingElement()) {
      Visibility visibility = visibility(at);
      if (visibility.compareTo(weakest) > 0) {
        weakest = visibility;
      }
    }
    return weakest;
  }

  /** The visibility of one element, taken alone. */
  static Visibility visibility(Element element) {
    if (element.getModifiers().contains(Modifier.PUBLIC)) {
      return Visibility.PUBLIC;
    }
    return element.getModifiers().contains(Modifier.PRIVATE)
        ? Visibility.PRIVATE
        : Visibility.PACKAGE;
  }

  /** Whether an instance of the class needs one of an enclosing class. */
  static boolean inner(TypeElement type) {
    for (Element at = type;
        at.getEnclosingElement() instanceof TypeElement;
        at = at.getEnclosingElement()) {
      if (at.getKind() == ElementKind.CLASS && !at.getModifiers().contains(Modifier.STATIC)) {
        return true;
      }
    }
    return false;
  }
}
