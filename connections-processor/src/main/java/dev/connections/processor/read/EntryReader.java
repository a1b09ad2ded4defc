package dev.connections.processor.read;

import dev.connections.processor.model.ClassReference;
import dev.connections.processor.model.DeclarationModel;
import dev.connections.processor.model.EntryModel;
import dev.connections.processor.model.Names;
import dev.connections.processor.model.ParameterModel;
import dev.connections.processor.model.TypeReference;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.util.ElementFilter;

/** Reads the classes that were generated beside the connection types of this compilation. */
final class EntryReader {

  private final Annotations annotations;
  private final DependencyReader dependencies;
  private final SettingsAnnotationReader settings;

  EntryReader(ProcessingEnvironment environment) {
    this.annotations = new Annotations(environment.getElementUtils());
    this.dependencies = new DependencyReader(environment);
    this.settings = new SettingsAnnotationReader(environment.getElementUtils());
  }

  /** The type that a generated class stands for. */
  EntryModel read(TypeElement entry) {
    Annotations.Values values = values(entry);
    DeclarationModel declaration =
        new DeclarationModel(
            ClassReference.decoded(values.string("declaredBy")),
            values.number("id"),
            values.string("name"),
            values.string("category"),
            values.string("description"),
            values.string("provider"),
            values.strings("dataStores"),
            values.strings("modes"),
            values.strings("features"),
            values.number("priority"));
    Optional<ExecutableElement> factory =
        ElementFilter.methodsIn(entry.getEnclosedElements()).stream()
            .filter(method -> method.getSimpleName().contentEquals("factory"))
            .findFirst();
    // What the method makes says more than an annotation can: type arguments.
    List<TypeReference> parts =
        factory
            .map(method -> TypeReferences.of((DeclaredType) method.getReturnType()).arguments())
            .orElse(List.of());
    List<ParameterModel> parameters =
        factory
            .map(method -> method.getParameters().stream().map(dependencies::read).toList())
            .orElse(List.of());
    return EntryModel.of(
        declaration,
        part(parts, 0),
        part(parts, 1),
        parameters.stream().map(ParameterModel::dependency).toList(),
        settings.readFirst(values),
        values.flag("constructible"));
  }

  private Annotations.Values values(TypeElement entry) {
    return annotations
        .find(entry, Names.CONNECTION_ENTRY)
        .map(annotations::values)
        .orElse(new Annotations.Values(Map.of()));
  }

  private static Optional<TypeReference.OfClass> part(List<TypeReference> parts, int index) {
    return parts.size() == 2 && parts.get(index) instanceof TypeReference.OfClass part
        ? Optional.of(part)
        : Optional.empty();
  }
}
