package dev.connections.processor.read;

import dev.connections.processor.model.Names;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;

/** Compares the methods of a connection set with those that its generated class has anyway. */
final class GeneratedSetMethods {

  private static final String PROVIDER = "dev.connections.ConnectionProvider";
  private static final Set<String> OPENED = Set.of("java.nio.file.Path", Names.CONFIGURATION);

  /** Whether the generated class implements a method that is no accessor. */
  boolean implement(ExecutableElement method) {
    TypeMirror returned = method.getReturnType();
    return switch (method.getSimpleName().toString()) {
      case "close" -> method.getParameters().isEmpty() && returned.getKind() == TypeKind.VOID;
      case "provider" -> method.getParameters().isEmpty() && isClass(returned, Set.of(PROVIDER));
      case "toString", "hashCode" -> method.getParameters().isEmpty();
      case "equals" ->
          method.getParameters().size() == 1
              && isClass(method.getParameters().get(0).asType(), Set.of("java.lang.Object"));
      default -> false;
    };
  }

  /** The names of those methods with bodies that the generated class cannot inherit. */
  List<String> clashing(List<? extends Element> members) {
    return ElementFilter.methodsIn(members).stream()
        .filter(method -> method.getModifiers().contains(Modifier.DEFAULT))
        .filter(this::clashes)
        .map(method -> method.getSimpleName().toString())
        .distinct()
        .toList();
  }

  private boolean clashes(ExecutableElement method) {
    return switch (method.getSimpleName().toString()) {
      case "close", "provider" -> method.getParameters().isEmpty() && !implement(method);
      case "clone", "finalize" -> method.getParameters().isEmpty();
      case "open" ->
          !method.getParameters().isEmpty()
              && isClass(method.getParameters().get(0).asType(), OPENED);
      default -> false;
    };
  }

  private static boolean isClass(TypeMirror type, Set<String> names) {
    return type instanceof DeclaredType declared
        && names.contains(((TypeElement) declared.asElement()).getQualifiedName().toString());
  }
}
