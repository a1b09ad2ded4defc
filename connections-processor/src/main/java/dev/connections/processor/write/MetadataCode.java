package dev.connections.processor.write;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import dev.connections.processor.model.DeclarationModel;
import dev.connections.processor.model.EntryModel;
import dev.connections.processor.model.RegistryFormat;
import dev.connections.processor.model.RegistryModel;
import dev.connections.processor.model.RegistryModel.Listed;
import dev.connections.processor.model.TypeReference;
import java.util.List;

/** Writes {@code @GeneratedRegistry}: what including compilations read. */
final class MetadataCode {

  private static final ClassName REGISTRY =
      ClassName.get("dev.connections.annotations", "GeneratedRegistry");

  private MetadataCode() {}

  /** On the registry itself: all of its types, or the names of the parts that have them. */
  static AnnotationSpec of(RegistryModel registry, List<String> parts) {
    AnnotationSpec.Builder annotation = begin();
    if (registry.library()) {
      annotation.addMember("library", "true");
    }
    registry.allIncludes().forEach(name -> annotation.addMember("includes", "$S", name));
    annotation.addMember("source", "$S", new LinkCode(registry).ofSource());
    parts.forEach(name -> annotation.addMember("parts", "$S", name));
    if (parts.isEmpty()) {
      addEntries(annotation, registry, registry.listed());
    }
    return annotation.build();
  }

  /** On a part of a registry. */
  static AnnotationSpec ofPart(RegistryModel registry, List<Listed> types) {
    AnnotationSpec.Builder annotation = begin();
    addEntries(annotation, registry, types);
    return annotation.build();
  }

  private static AnnotationSpec.Builder begin() {
    return AnnotationSpec.builder(REGISTRY)
        .addMember("format", "$L", RegistryFormat.VERSION)
        .addMember("generator", "$S", RegistryFormat.generator());
  }

  private static void addEntries(
      AnnotationSpec.Builder annotation, RegistryModel registry, List<Listed> types) {
    types.forEach(
        listed -> annotation.addMember("entries", "$L", entry(listed, registry.library())));
  }

  /** Settings are for libraries: those of an application are where its binders are. */
  private static AnnotationSpec entry(Listed listed, boolean withSettings) {
    EntryModel entry = listed.entry();
    DeclarationModel declaration = entry.declaration();
    AnnotationSpec.Builder annotation =
        AnnotationSpec.builder(REGISTRY.nestedClass("Entry")).addMember("id", "$L", listed.id());
    if (declaration.id() != listed.id()) {
      annotation.addMember("declaredId", "$L", declaration.id());
    }
    annotation
        .addMember("name", "$S", declaration.name())
        .addMember("category", "$S", declaration.category());
    if (!declaration.description().isEmpty()) {
      annotation.addMember("description", "$S", declaration.description());
    }
    if (!declaration.provider().isEmpty()) {
      annotation.addMember("provider", "$S", declaration.provider());
    }
    declaration.dataStores().forEach(store -> annotation.addMember("dataStores", "$S", store));
    if (declaration.priority() != 0) {
      annotation.addMember("priority", "$L", declaration.priority());
    }
    annotation
        .addMember("constant", "$S", listed.constant())
        .addMember("link", "$S", LinkCode.of(listed))
        .addMember("declaredBy", "$S", declaration.declaredBy().encoded())
        .addMember("connection", "$S", canonicalName(entry.connection().orElseThrow()))
        .addMember("configuration", "$S", canonicalName(entry.configuration().orElseThrow()));
    entry.dependencyTexts().forEach(text -> annotation.addMember("dependencies", "$S", text));
    entry
        .settings()
        .filter(any -> withSettings)
        .map(SettingsAnnotationCode::of)
        .ifPresent(settings -> annotation.addMember("settings", "$L", settings));
    return annotation.build();
  }

  private static String canonicalName(TypeReference.OfClass type) {
    return type.rawType().canonicalName();
  }
}
