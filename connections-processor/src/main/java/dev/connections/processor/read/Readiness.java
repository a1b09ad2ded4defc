package dev.connections.processor.read;

import dev.connections.processor.model.Names;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/**
 * Tells whether everything that will be read of an element exists. What does not may be generated
 * by another processor, and is then there in a later round. Only what is read counts: a type may
 * well mention in its own methods what we are about to generate.
 */
public final class Readiness {

  private final Elements elements;
  private final LombokConstructors lombok;
  private final Supertypes supertypes;

  /** For one round. */
  public Readiness(ProcessingEnvironment environment) {
    this.elements = environment.getElementUtils();
    this.lombok = new LombokConstructors(elements);
    this.supertypes = new Supertypes(environment.getTypeUtils());
  }

  /** Whether a class annotated {@code @ConnectionType} can be read. */
  public boolean typeReady(TypeElement type) {
    return missingFor(type).isEmpty()
        && parts(type)
            .filter(parts -> parts.get(2) instanceof DeclaredType)
            .map(parts -> (TypeElement) ((DeclaredType) parts.get(2)).asElement())
            .map(factory -> lombok.missingIn(factory).isEmpty())
            .orElse(true);
  }

  /** What does not exist of what is read of such a class, by name, each once. */
  Set<String> missingFor(TypeElement type) {
    Set<String> missing = new LinkedHashSet<>(supertypes.unresolved(type.asType()));
    parts(type).ifPresent(parts -> parts.forEach(part -> collectPart(part, missing)));
    return missing;
  }

  /**
   * The same, of those of its parts that are in class files: no compiler looks as far into them as
   * we do, so no one else says that something is missing.
   *
   * @param compiled whether a class is compiled here
   */
  Set<String> missingInLibraries(TypeElement type, Predicate<TypeElement> compiled) {
    Set<String> missing = new LinkedHashSet<>();
    parts(type).stream()
        .flatMap(List::stream)
        .filter(part -> part.getKind() == TypeKind.DECLARED)
        .map(part -> (TypeElement) ((DeclaredType) part).asElement())
        .filter(part -> !compiled.test(part))
        .forEach(part -> collectPart(part.asType(), missing));
    return missing;
  }

  private void collectPart(TypeMirror part, Set<String> missing) {
    if (supertypes.has(part, Names.MANAGED_CONNECTION)) {
      // What else a connection says does not matter.
      return;
    }
    if (supertypes.has(part, Names.CONNECTION_CONFIGURATION)) {
      collectSettings(part, new HashSet<>(), missing);
      return;
    }
    missing.addAll(supertypes.unresolved(part));
    if (part instanceof DeclaredType factory) {
      collectConstructors(factory, missing);
    }
  }

  /** The connection, the configuration and the factory. */
  private Optional<List<? extends TypeMirror>> parts(TypeElement type) {
    return supertypes
        .find(type.asType(), Names.CONNECTION_TYPE_BASE)
        .<List<? extends TypeMirror>>map(DeclaredType::getTypeArguments)
        .filter(parts -> parts.size() == 3);
  }

  private void collectSettings(TypeMirror type, Set<String> seen, Set<String> missing) {
    missing.addAll(supertypes.unresolvedHere(type));
    if (!(type instanceof DeclaredType declared) || type.getKind() != TypeKind.DECLARED) {
      return;
    }
    declared.getTypeArguments().forEach(each -> collectSettings(each, seen, missing));
    TypeElement element = (TypeElement) declared.asElement();
    if (!seen.add(element.getQualifiedName().toString())) {
      return;
    }
    if (element.getKind() == ElementKind.INTERFACE) {
      element.getPermittedSubclasses().forEach(each -> collectSettings(each, seen, missing));
    } else if (element.getKind() == ElementKind.RECORD) {
      element
          .getRecordComponents()
          .forEach(component -> collectSettings(component.asType(), seen, missing));
    }
  }

  private void collectConstructors(DeclaredType factory, Set<String> missing) {
    for (ExecutableElement constructor :
        ElementFilter.constructorsIn(factory.asElement().getEnclosedElements())) {
      for (VariableElement parameter : constructor.getParameters()) {
        missing.addAll(supertypes.unresolvedHere(parameter.asType()));
      }
      constructor.getThrownTypes().forEach(each -> missing.addAll(supertypes.unresolvedHere(each)));
    }
  }

  /** Whether what is annotated {@code @ConnectionSet} can be read. */
  public boolean setReady(TypeElement set) {
    return supertypes.unresolved(set.asType()).isEmpty()
        && ElementFilter.methodsIn(elements.getAllMembers(set)).stream()
            .filter(method -> method.getModifiers().contains(Modifier.ABSTRACT))
            .map(ExecutableElement::getReturnType)
            .allMatch(returned -> connectionMissing(returned).isEmpty());
  }

  /** What does not exist of what an accessor returns. */
  List<String> connectionMissing(TypeMirror returned) {
    List<String> missing = new ArrayList<>(supertypes.unresolvedHere(returned));
    missing.addAll(supertypes.unresolvedBelow(returned, Names.MANAGED_CONNECTION));
    return missing;
  }
}
