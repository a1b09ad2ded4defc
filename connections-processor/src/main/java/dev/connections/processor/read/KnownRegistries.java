package dev.connections.processor.read;

import dev.connections.processor.model.EntryModel;
import dev.connections.processor.model.IncludedRegistryModel;
import dev.connections.processor.model.RegistryModel;
import java.util.ArrayList;
import java.util.List;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/**
 * The registries of the libraries that belong to this project. They are known by name, because no
 * compiler can list what is in jars; whatever else is on the path has to be included unasked.
 */
final class KnownRegistries {

  private final Elements elements;
  private final IncludeReader includes;
  private final boolean silent;

  /** For one round. */
  KnownRegistries(ProcessingEnvironment environment) {
    this.elements = environment.getElementUtils();
    this.includes = new IncludeReader(environment);
    this.silent = "false".equals(environment.getOptions().get("connections.suggestions"));
  }

  /** Those that can be seen from a registry, but are not included in it. */
  List<IncludedRegistryModel> leftOutBy(RegistryModel registry) {
    ModuleElement module =
        registry
            .declaredBy()
            .or(() -> registry.own().stream().map(EntryModel::declaredBy).findFirst())
            .map(root -> elements.getTypeElement(root.canonicalName()))
            .map(elements::getModuleOf)
            .orElse(null);
    return seenFrom(module).stream()
        .filter(known -> !registry.allIncludes().contains(known.name().canonicalName()))
        .toList();
  }

  /** Those that can be seen from a class. */
  List<IncludedRegistryModel> seenFrom(TypeElement element) {
    return seenFrom(elements.getModuleOf(element));
  }

  private List<IncludedRegistryModel> seenFrom(@Nullable ModuleElement module) {
    List<IncludedRegistryModel> seen = new ArrayList<>();
    if (silent) {
      return seen;
    }
    for (String name : ShippedRegistries.NAMES) {
      TypeElement found = ClasspathFeaturesReader.find(elements, module, name);
      if (found != null) {
        includes.read(found).ifPresent(seen::add);
      }
    }
    return seen;
  }
}
