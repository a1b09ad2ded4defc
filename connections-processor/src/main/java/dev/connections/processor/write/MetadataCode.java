package dev.connections.processor.write;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import dev.connections.processor.model.EntryModel;
import dev.connections.processor.model.RegistryFormat;
import dev.connections.processor.model.RegistryModel;
import dev.connections.processor.model.RegistryModel.Listed;
import java.util.List;

/** Writes {@code @GeneratedRegistry}: what including compilations read. */
final class MetadataCode {

  private static final ClassName REGISTRY =
      ClassName.get("dev.connections.annotations", "GeneratedRegistry");

  private MetadataCode() {}

  static AnnotationSpec of(RegistryModel registry) {
    AnnotationSpec.Builder annotation =
        AnnotationSpec.builder(REGISTRY)
            .addMember("format", "$L", RegistryFormat.VERSION)
            .addMember("generator", "$S", RegistryFormat.generator());
    List<Listed> types = registry.listed();
    if (types.isEmpty()) {
      annotation.addMember("entries", "{}");
    }
    for (Listed listed : types) {
      annotation.addMember("entries", "$L", entry(listed));
    }
    return annotation.build();
  }

  private static AnnotationSpec entry(Listed listed) {
    EntryModel entry = listed.entry();
    AnnotationSpec.Builder annotation =
        AnnotationSpec.builder(REGISTRY.nestedClass("Entry"))
            .addMember("id", "$L", entry.id())
            .addMember("name", "$S", entry.name())
            .addMember("category", "$S", entry.category());
    if (!entry.provider().isEmpty()) {
      annotation.addMember("provider", "$S", entry.provider());
    }
    entry.dataStores().forEach(store -> annotation.addMember("dataStores", "$S", store));
    if (entry.priority() != 0) {
      annotation.addMember("priority", "$L", entry.priority());
    }
    annotation
        .addMember("constant", "$S", listed.exported() ? entry.constant() : "")
        .addMember("declaredBy", "$S", entry.declaredBy())
        .addMember("connection", "$S", entry.connection().rawType().canonicalName())
        .addMember("configuration", "$S", entry.configuration().rawType().canonicalName());
    entry.dependencies().forEach(text -> annotation.addMember("dependencies", "$S", text));
    return annotation.build();
  }
}
