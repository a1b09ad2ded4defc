package dev.connections.processor.write;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeSpec;
import dev.connections.processor.model.DeclarationModel;
import dev.connections.processor.model.EntryModel;
import dev.connections.processor.model.MetadataLine;
import dev.connections.processor.model.RecordModel;
import dev.connections.processor.model.RegistryFormat;
import dev.connections.processor.model.RegistryModel;
import dev.connections.processor.model.RegistryModel.Listed;
import dev.connections.processor.model.TypeReference;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Modifier;

/**
 * Writes {@code @GeneratedRegistry}: what including compilations read. What is long stands on
 * nested interfaces that no one loads at run time.
 */
final class MetadataCode {

  /** So that no class file has more constants than it may. */
  private static final int TYPES_PER_CLASS = 500;

  private static final ClassName REGISTRY =
      ClassName.get("dev.connections.annotations", "GeneratedRegistry");

  private final RegistryModel registry;

  MetadataCode(RegistryModel registry) {
    this.registry = registry;
  }

  void addTo(TypeSpec.Builder type) {
    AnnotationSpec.Builder annotation = begin();
    if (registry.library()) {
      annotation.addMember("library", "true");
    }
    registry.allIncludes().forEach(name -> annotation.addMember("includes", "$S", name));
    annotation.addMember("source", "$S", new LinkCode(registry).ofSource());
    List<TypeSpec> parts = parts();
    parts.forEach(part -> annotation.addMember("parts", "$S", part.name()));
    type.addAnnotation(annotation.build());
    parts.forEach(type::addType);
  }

  private List<TypeSpec> parts() {
    List<TypeSpec> parts = new ArrayList<>();
    List<Listed> listed = registry.listed();
    for (int from = 0; from < listed.size(); from += TYPES_PER_CLASS) {
      int to = Math.min(from + TYPES_PER_CLASS, listed.size());
      String number = listed.size() <= TYPES_PER_CLASS ? "" : "" + (from / TYPES_PER_CLASS + 1);
      parts.add(part(TypeNames.nested(registry, "Entries" + number), listed.subList(from, to)));
    }
    return parts;
  }

  private TypeSpec part(String name, List<Listed> types) {
    AnnotationSpec.Builder annotation = begin();
    types.forEach(listed -> annotation.addMember("entries", LineCode.of(entry(listed))));
    if (registry.library()) {
      Set<RecordModel> configurations = new LinkedHashSet<>();
      types.forEach(listed -> listed.entry().settings().ifPresent(configurations::add));
      SettingsAnnotationCode.lines(configurations)
          .forEach(line -> annotation.addMember("settings", LineCode.of(line)));
    }
    return TypeSpec.interfaceBuilder(name)
        .addModifiers(Modifier.PRIVATE)
        .addJavadoc("What registries that include this one read of its types.\n")
        .addAnnotation(annotation.build())
        .build();
  }

  private static AnnotationSpec.Builder begin() {
    return AnnotationSpec.builder(REGISTRY)
        .addMember("format", "$L", RegistryFormat.VERSION)
        .addMember("generator", "$S", RegistryFormat.generator());
  }

  private static MetadataLine entry(Listed listed) {
    EntryModel entry = listed.entry();
    DeclarationModel declaration = entry.declaration();
    MetadataLine line = new MetadataLine().add("id", Integer.toString(listed.id()));
    if (declaration.id() != listed.id()) {
      line.add("declaredId", Integer.toString(declaration.id()));
    }
    line.add("name", declaration.name())
        .add("category", declaration.category())
        .addIfAny("description", declaration.description())
        .addIfAny("provider", declaration.provider())
        .addAll("dataStore", declaration.dataStores());
    if (declaration.priority() != 0) {
      line.add("priority", Integer.toString(declaration.priority()));
    }
    return line.addIfAny("constant", listed.constant())
        .add("link", LinkCode.of(listed))
        .add("declaredBy", declaration.declaredBy().encoded())
        .add("connection", encoded(entry.connection()))
        .add("configuration", encoded(entry.configuration()))
        .addAll("dependency", entry.dependencyTexts());
  }

  private static String encoded(Optional<TypeReference.OfClass> type) {
    return type.orElseThrow().rawType().encoded();
  }
}
