package dev.connections.processor.read;

import dev.connections.processor.model.ClassReference;
import dev.connections.processor.model.EntryModel;
import dev.connections.processor.model.ExcludedMakerModel;
import dev.connections.processor.model.IncludedRegistryModel;
import dev.connections.processor.model.RegistryModel;
import dev.connections.processor.model.TypeReference;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Finds out whether there is a connection type that makes a connection. */
final class ProducerReader {

  private final Elements elements;
  private final Types types;
  private final Optional<RegistryModel> registry;
  private final List<IncludedRegistryModel> leftOut;

  /**
   * For one compilation.
   *
   * @param registry the registry of the application; without one there is nothing to say
   * @param leftOut the registries that could be included
   */
  ProducerReader(
      ProcessingEnvironment environment,
      Optional<RegistryModel> registry,
      List<IncludedRegistryModel> leftOut) {
    this.elements = environment.getElementUtils();
    this.types = environment.getTypeUtils();
    this.registry = registry;
    this.leftOut = leftOut;
  }

  /**
   * Whether the registry has a type that makes it, as far as can be told. That such a type clashes
   * with another one is said of the two, not of every accessor.
   */
  boolean produces(TypeMirror connection) {
    return registry.isEmpty()
        || !registry.get().complete()
        || makes(registry.get().wanted(), connection);
  }

  /** A registry that could be included for it. */
  Optional<ClassReference> offers(TypeMirror connection) {
    return leftOut.stream()
        .filter(candidate -> makes(candidate.entries(), connection))
        .map(IncludedRegistryModel::name)
        .findFirst();
  }

  /** A type that makes it, and that the registry leaves out of what it includes. */
  Optional<ExcludedMakerModel> leavesOut(TypeMirror connection) {
    return registry.stream()
        .flatMap(application -> application.included().stream())
        .flatMap(
            included ->
                included.excluded().stream()
                    .filter(entry -> makes(List.of(entry), connection))
                    .map(entry -> new ExcludedMakerModel(entry.name(), included.name())))
        .findFirst();
  }

  private boolean makes(Collection<EntryModel> entries, TypeMirror connection) {
    return entries.stream()
        .flatMap(entry -> entry.connection().stream())
        .map(TypeReference.OfClass::rawType)
        .distinct()
        .anyMatch(made -> isOne(made, connection));
  }

  private boolean isOne(ClassReference made, TypeMirror connection) {
    TypeElement element = elements.getTypeElement(made.canonicalName());
    return element != null
        && types.isAssignable(types.erasure(element.asType()), types.erasure(connection));
  }
}
