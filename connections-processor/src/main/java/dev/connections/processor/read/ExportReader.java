package dev.connections.processor.read;

import dev.connections.processor.model.ClassReference;
import dev.connections.processor.model.DependencyModel;
import dev.connections.processor.model.ExportsModel;
import dev.connections.processor.model.QualifierModel;
import dev.connections.processor.model.RegistryModel;
import dev.connections.processor.model.RegistryModel.Listed;
import dev.connections.processor.model.TypeReference;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.ModuleElement.ExportsDirective;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/**
 * Reads what the module of a registry exports. To be asked in the last round: earlier, javac would
 * resolve {@code provides … with} a class that is still to be generated.
 */
public final class ExportReader {

  private final Elements elements;

  /** A reader for the last round. */
  public ExportReader(ProcessingEnvironment environment) {
    this.elements = environment.getElementUtils();
  }

  /** What is exported; none outside of named modules. */
  public Optional<ExportsModel> read(RegistryModel registry) {
    return registry
        .declaredBy()
        .map(root -> elements.getTypeElement(root.canonicalName()))
        .map(elements::getModuleOf)
        .filter(module -> !module.isUnnamed())
        .map(module -> read(registry, module));
  }

  private ExportsModel read(RegistryModel registry, ModuleElement module) {
    Set<String> exported = new HashSet<>();
    for (ExportsDirective exports : ElementFilter.exportsIn(module.getDirectives())) {
      exported.add(exports.getPackage().getQualifiedName().toString());
    }
    List<ClassReference> hidden =
        registry.listedOwn().stream()
            .flatMap(ExportReader::seen)
            .distinct()
            .sorted()
            .filter(name -> !exported.contains(name.packageName()) && isIn(module, name))
            .toList();
    return new ExportsModel(
        module.getQualifiedName().toString(),
        exported.contains(registry.name().packageName()),
        hidden);
  }

  /** The classes that users of a type see. */
  private static Stream<ClassReference> seen(Listed listed) {
    List<DependencyModel> dependencies = listed.entry().dependencies();
    Stream<TypeReference> types =
        Stream.concat(
            Stream.of(listed.entry().connection(), listed.entry().configuration())
                .flatMap(Optional::stream),
            dependencies.stream().map(DependencyModel::type));
    Stream<ClassReference> qualifiers =
        dependencies.stream()
            .flatMap(dependency -> dependency.qualifier().stream())
            .map(QualifierModel::type);
    return Stream.concat(types.flatMap(ExportReader::named), qualifiers);
  }

  /** The classes that a type names, those of its arguments among them. */
  private static Stream<ClassReference> named(TypeReference type) {
    if (type instanceof TypeReference.OfClass ofClass) {
      return Stream.concat(
          Stream.of(ofClass.rawType()), ofClass.arguments().stream().flatMap(ExportReader::named));
    }
    if (type instanceof TypeReference.OfArray array) {
      return named(array.component());
    }
    return type instanceof TypeReference.OfWildcard wildcard
        ? Stream.of(wildcard.extendsBound(), wildcard.superBound())
            .flatMap(Optional::stream)
            .flatMap(ExportReader::named)
        : Stream.empty();
  }

  private boolean isIn(ModuleElement module, ClassReference name) {
    TypeElement type = elements.getTypeElement(name.canonicalName());
    return type != null && module.equals(elements.getModuleOf(type));
  }
}
