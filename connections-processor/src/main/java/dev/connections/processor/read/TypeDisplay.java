package dev.connections.processor.read;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;

/**
 * Types as messages show them: without annotations, without {@code java.lang.}, the same from every
 * compiler.
 */
final class TypeDisplay {

  private TypeDisplay() {}

  static String of(TypeMirror type) {
    return switch (type.getKind()) {
      case DECLARED -> declared((DeclaredType) type);
      case ARRAY -> of(((ArrayType) type).getComponentType()) + "[]";
      case TYPEVAR -> ((TypeVariable) type).asElement().getSimpleName().toString();
      case WILDCARD -> wildcard((WildcardType) type);
      default ->
          type.getKind().isPrimitive()
              ? type.getKind().name().toLowerCase(Locale.ROOT)
              : type.toString();
    };
  }

  /** The canonical name without type arguments. */
  static String erased(TypeMirror type) {
    return type.getKind() == TypeKind.DECLARED
        ? ((TypeElement) ((DeclaredType) type).asElement()).getQualifiedName().toString()
        : of(type);
  }

  private static String declared(DeclaredType type) {
    String name = ((TypeElement) type.asElement()).getQualifiedName().toString();
    if (name.startsWith("java.lang.") && name.indexOf('.', "java.lang.".length()) < 0) {
      name = name.substring("java.lang.".length());
    }
    List<? extends TypeMirror> arguments = type.getTypeArguments();
    return arguments.isEmpty()
        ? name
        : name
            + arguments.stream().map(TypeDisplay::of).collect(Collectors.joining(", ", "<", ">"));
  }

  private static String wildcard(WildcardType type) {
    if (type.getExtendsBound() != null) {
      return "? extends " + of(type.getExtendsBound());
    }
    return type.getSuperBound() != null ? "? super " + of(type.getSuperBound()) : "?";
  }
}
