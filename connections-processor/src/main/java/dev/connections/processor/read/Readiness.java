package dev.connections.processor.read;

import dev.connections.processor.model.Names;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;

/**
 * Tells whether everything that will be read of an element exists. What does not may be generated
 * by another processor, and is then there in a later round. Only what is read counts: a type may
 * well mention in its own methods what we are about to generate.
 */
public final class Readiness {

  private final LombokConstructors lombok;
  private final Supertypes supertypes;

  /** For one round. */
  public Readiness(ProcessingEnvironment environment) {
    this.lombok = new LombokConstructors(environment.getElementUtils());
    this.supertypes = new Supertypes(environment.getTypeUtils());
  }

  /** Whether a class annotated {@code @ConnectionType} can be read. */
  public boolean typeReady(TypeElement type) {
    return typeResolved(type)
        && supertypes
            .find(type.asType(), Names.CONNECTION_TYPE_BASE)
            .map(DeclaredType::getTypeArguments)
            .filter(parts -> parts.size() == 3 && parts.get(2) instanceof DeclaredType)
            .map(parts -> (TypeElement) ((DeclaredType) parts.get(2)).asElement())
            .map(factory -> lombok.missingIn(factory).isEmpty())
            .orElse(true);
  }

  /** Whether everything that such a class names exists. */
  boolean typeResolved(TypeElement type) {
    return supertypes.unresolved(type.asType()).isEmpty()
        && supertypes
            .find(type.asType(), Names.CONNECTION_TYPE_BASE)
            .map(DeclaredType::getTypeArguments)
            .map(this::partsReady)
            .orElse(true);
  }

  private boolean partsReady(List<? extends TypeMirror> parts) {
    if (parts.size() != 3
        || !(parts.get(1) instanceof DeclaredType configuration)
        || !(parts.get(2) instanceof DeclaredType factory)) {
      return true;
    }
    return settingsReady(configuration, new HashSet<>())
        && supertypes.unresolved(factory).isEmpty()
        && parametersReady(factory);
  }

  private boolean settingsReady(TypeMirror type, Set<String> seen) {
    if (!supertypes.unresolvedHere(type).isEmpty()) {
      return false;
    }
    if (!(type instanceof DeclaredType declared)) {
      return true;
    }
    if (!declared.getTypeArguments().stream().allMatch(each -> settingsReady(each, seen))) {
      return false;
    }
    TypeElement element = (TypeElement) declared.asElement();
    boolean first = seen.add(element.getQualifiedName().toString());
    if (element.getKind() == ElementKind.INTERFACE) {
      return !first
          || element.getPermittedSubclasses().stream().allMatch(each -> settingsReady(each, seen));
    }
    return element.getKind() != ElementKind.RECORD
        || !first
        || element.getRecordComponents().stream()
            .allMatch(component -> settingsReady(component.asType(), seen));
  }

  private boolean parametersReady(DeclaredType factory) {
    for (ExecutableElement constructor :
        ElementFilter.constructorsIn(factory.asElement().getEnclosedElements())) {
      for (VariableElement parameter : constructor.getParameters()) {
        if (!supertypes.unresolvedHere(parameter.asType()).isEmpty()) {
          return false;
        }
      }
    }
    return true;
  }

  /** Whether what is annotated {@code @ConnectionSet} can be read. */
  public boolean setReady(TypeElement set) {
    return supertypes.unresolved(set.asType()).isEmpty()
        && ElementFilter.methodsIn(set.getEnclosedElements()).stream()
            .allMatch(method -> supertypes.unresolvedHere(method.getReturnType()).isEmpty());
  }
}
