package dev.connections.processor.read;

import dev.connections.processor.model.ForgottenModel;
import dev.connections.processor.model.Names;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/**
 * What looks like a connection set or type and is not annotated, gathered round by round as names.
 * Sources alone are looked at, since those alone can be edited.
 */
public final class ForgottenAnnotations {

  private final Elements elements;
  private final Types types;
  private final Annotations annotations;
  private final boolean silent;
  private final AnnotatedTypes sets;
  private final Set<String> likeSets = new TreeSet<>();
  private final Set<String> likeTypes = new TreeSet<>();
  private boolean broken;

  /** Begins empty. */
  public ForgottenAnnotations(ProcessingEnvironment environment) {
    this.elements = environment.getElementUtils();
    this.types = environment.getTypeUtils();
    this.annotations = new Annotations(elements);
    this.silent = "false".equals(environment.getOptions().get("connections.suggestions"));
    this.sets = new AnnotatedTypes(elements, Names.CONNECTION_SET);
  }

  /** Adds what a round brings. */
  public void add(RoundEnvironment round) {
    broken |= round.errorRaised();
    if (!silent) {
      sets.add(round);
      ElementFilter.typesIn(round.getRootElements()).forEach(this::add);
    }
  }

  private void add(TypeElement type) {
    if (looksLikeSet(type)) {
      likeSets.add(type.getQualifiedName().toString());
    }
    if (looksLikeType(type)) {
      likeTypes.add(type.getQualifiedName().toString());
    }
    ElementFilter.typesIn(type.getEnclosedElements()).forEach(this::add);
  }

  private boolean looksLikeSet(TypeElement type) {
    return isWithout(type, Names.CONNECTION_SET)
        && ElementFilter.methodsIn(type.getEnclosedElements()).stream().anyMatch(this::isAccessor);
  }

  /** A class that implements a set may repeat the annotations of its methods. */
  private boolean isAccessor(ExecutableElement method) {
    return method.getModifiers().contains(Modifier.ABSTRACT)
        && annotations.find(method, Names.CONNECTION_NAME).isPresent();
  }

  /** An abstract one is for others to extend. */
  private boolean looksLikeType(TypeElement type) {
    return isWithout(type, Names.CONNECTION_TYPE)
        && !type.getModifiers().contains(Modifier.ABSTRACT)
        && types.asElement(type.getSuperclass()) instanceof TypeElement base
        && base.getQualifiedName().contentEquals(Names.CONNECTION_TYPE_BASE);
  }

  /** An annotation that cannot be found may be ours without its import: the compiler says so. */
  private boolean isWithout(Element element, String annotation) {
    return annotations.find(element, annotation).isEmpty()
        && element.getAnnotationMirrors().stream()
            .noneMatch(mirror -> mirror.getAnnotationType().getKind() == TypeKind.ERROR);
  }

  /** What remains in the last round: interfaces that sets extend are parts of those. */
  public ForgottenModel read() {
    List<TypeElement> candidates = mayHaveLostItsSet() ? List.of() : find(likeSets);
    List<TypeMirror> below =
        Stream.of(sets.elements(), candidates)
            .flatMap(List::stream)
            .map(type -> types.erasure(type.asType()))
            .toList();
    return new ForgottenModel(
        candidates.stream()
            .filter(candidate -> below.stream().noneMatch(other -> isBelow(other, candidate)))
            .map(TypeReferences::of)
            .toList(),
        find(likeTypes).stream().map(TypeReferences::of).toList());
  }

  /** Where a set is broken, it cannot be seen what it would have extended. */
  private boolean mayHaveLostItsSet() {
    return broken
        || sets.elements().stream()
            .flatMap(set -> set.getInterfaces().stream())
            .anyMatch(extended -> extended.getKind() == TypeKind.ERROR);
  }

  private boolean isBelow(TypeMirror other, TypeElement candidate) {
    TypeMirror type = types.erasure(candidate.asType());
    return !types.isSameType(other, type) && types.isSubtype(other, type);
  }

  private List<TypeElement> find(Set<String> names) {
    return sets.find(names);
  }
}
