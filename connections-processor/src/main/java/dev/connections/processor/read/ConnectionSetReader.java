package dev.connections.processor.read;

import dev.connections.processor.model.AccessorModel;
import dev.connections.processor.model.ConnectionSetModel;
import dev.connections.processor.model.Names;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Reads what is annotated {@code @ConnectionSet}. */
final class ConnectionSetReader {

  private final Elements elements;
  private final Annotations annotations;
  private final Supertypes supertypes;
  private final Types types;
  private final Readiness readiness;
  private final ProducerReader producers;
  private final GeneratedSetMethods generatedMethods = new GeneratedSetMethods();

  /** A reader for one round. */
  ConnectionSetReader(ProcessingEnvironment environment, ProducerReader producers) {
    this.elements = environment.getElementUtils();
    this.producers = producers;
    this.annotations = new Annotations(elements);
    this.types = environment.getTypeUtils();
    this.supertypes = new Supertypes(environment.getTypeUtils());
    this.readiness = new Readiness(environment);
  }

  /** The set, whether it is right or not. */
  ConnectionSetModel read(TypeElement element) {
    List<AccessorModel> accessors =
        withoutRepetitions(element, methods(element)).stream()
            .filter(method -> method.getModifiers().contains(Modifier.ABSTRACT))
            .filter(method -> !generatedMethods.implement(method))
            .map(method -> accessor(element, method))
            .toList();
    return new ConnectionSetModel(
        TypeReferences.of(element),
        element.getKind() == ElementKind.INTERFACE,
        TypeReferences.visibility(element),
        !element.getTypeParameters().isEmpty(),
        element.getModifiers().contains(Modifier.SEALED),
        supertypes.unresolved(element.asType()).isEmpty(),
        accessors,
        generatedMethods.clashing(elements.getAllMembers(element)),
        inheritedNames(element));
  }

  /** Nested types and constants: in a class that implements the set, they hide what is imported. */
  private Set<String> inheritedNames(TypeElement set) {
    List<? extends Element> members = elements.getAllMembers(set);
    return Stream.concat(
            ElementFilter.typesIn(members).stream(), ElementFilter.fieldsIn(members).stream())
        .map(member -> member.getSimpleName().toString())
        .collect(Collectors.toSet());
  }

  /**
   * Its own methods as they are written, then inherited ones by name: compilers differ in order.
   */
  private List<ExecutableElement> methods(TypeElement set) {
    List<ExecutableElement> own = ElementFilter.methodsIn(set.getEnclosedElements());
    List<ExecutableElement> methods = new ArrayList<>(own);
    ElementFilter.methodsIn(elements.getAllMembers(set)).stream()
        .filter(method -> !own.contains(method))
        .sorted(
            Comparator.comparing((ExecutableElement method) -> method.getSimpleName().toString())
                .thenComparing(method -> declaring(set, method).toString()))
        .forEach(methods::add);
    return methods;
  }

  /** Leaves out what another one of the methods overrides, or says as well. */
  private List<ExecutableElement> withoutRepetitions(
      TypeElement set, List<ExecutableElement> methods) {
    List<ExecutableElement> once = new ArrayList<>();
    for (ExecutableElement method : methods) {
      boolean overridden =
          methods.stream()
              .anyMatch(
                  other ->
                      other != method
                          && isBelow(set, other, method)
                          && elements.overrides(other, method, set));
      if (!overridden && once.stream().noneMatch(other -> sameAccessor(set, other, method))) {
        once.add(method);
      }
    }
    return once;
  }

  /** Eclipse's compiler lets methods of interfaces side by side override each other. */
  private boolean isBelow(TypeElement set, ExecutableElement other, ExecutableElement method) {
    return types.isSubtype(
        types.erasure(declaring(set, other).asType()),
        types.erasure(declaring(set, method).asType()));
  }

  /** Whether two interfaces have an accessor in common: one implementation serves both. */
  private boolean sameAccessor(TypeElement set, ExecutableElement one, ExecutableElement other) {
    return one.getSimpleName().equals(other.getSimpleName())
        && !declaring(set, one).equals(declaring(set, other))
        && connectionName(one).equals(connectionName(other))
        && types.isSameType(inSet(set, one), inSet(set, other));
  }

  private static TypeElement declaring(TypeElement set, ExecutableElement method) {
    return method.getEnclosingElement() instanceof TypeElement declaring ? declaring : set;
  }

  /** The method with the type arguments that the set gives to the interface that declares it. */
  private TypeMirror inSet(TypeElement set, ExecutableElement method) {
    return types.asMemberOf((DeclaredType) set.asType(), method);
  }

  private Optional<String> connectionName(ExecutableElement method) {
    return annotations
        .find(method, Names.CONNECTION_NAME)
        .map(mirror -> annotations.values(mirror).string("value"));
  }

  private AccessorModel accessor(TypeElement set, ExecutableElement method) {
    TypeMirror returns = ((ExecutableType) inSet(set, method)).getReturnType();
    return new AccessorModel(
        TypeReferences.of(declaring(set, method)),
        method.getSimpleName().toString(),
        connectionName(method),
        otherName(method),
        returns.getKind() == TypeKind.DECLARED
            ? Optional.of(TypeReferences.of((DeclaredType) returns))
            : Optional.empty(),
        TypeReferences.of(returns).text(),
        nameable(set, returns),
        supertypes.has(returns, Names.MANAGED_CONNECTION),
        producers.produces(returns),
        producers.offers(returns),
        producers.leavesOut(returns),
        resolved(method),
        method.getParameters().size(),
        method.getTypeParameters().stream().map(Object::toString).toList());
  }

  private static boolean nameable(TypeElement set, TypeMirror returned) {
    return !(returned instanceof DeclaredType declared)
        || returned.getKind() == TypeKind.ERROR
        || new Accessibility(TypeReferences.of(set).packageName())
            .isAccessible((TypeElement) declared.asElement());
  }

  private boolean resolved(ExecutableElement method) {
    return readiness.connectionMissing(method.getReturnType()).isEmpty()
        && method.getAnnotationMirrors().stream()
            .noneMatch(mirror -> mirror.getAnnotationType().getKind() == TypeKind.ERROR)
        && annotations
            .find(method, Names.CONNECTION_NAME)
            .map(mirror -> annotations.values(mirror).has("value", String.class))
            .orElse(true);
  }

  private static Optional<String> otherName(ExecutableElement method) {
    for (AnnotationMirror mirror : method.getAnnotationMirrors()) {
      String name = Annotations.name(mirror);
      if (name.endsWith(".Named")) {
        return Optional.of(name);
      }
    }
    return Optional.empty();
  }
}
