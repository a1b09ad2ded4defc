package dev.connections.processor.write;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import dev.connections.processor.model.DescribedType;
import dev.connections.processor.model.EntryModel;
import dev.connections.processor.model.RegistryFormat;
import dev.connections.processor.model.RegistryModel;
import dev.connections.processor.model.RegistryModel.Listed;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes {@code @GeneratedRegistry}: what including compilations read. */
final class MetadataCode {

  private static final ClassName REGISTRY =
      ClassName.get("dev.connections.annotations", "GeneratedRegistry");

  private MetadataCode() {}

  static AnnotationSpec of(RegistryModel registry, List<DescribedType> described) {
    Map<Integer, DescribedType> byId = new HashMap<>();
    described.forEach(type -> byId.put(type.id(), type));
    AnnotationSpec.Builder annotation =
        AnnotationSpec.builder(REGISTRY)
            .addMember("format", "$L", RegistryFormat.VERSION)
            .addMember("generator", "$S", RegistryFormat.generator());
    List<Listed> types = registry.listed();
    if (types.isEmpty()) {
      annotation.addMember("entries", "{}");
    }
    for (Listed listed : types) {
      annotation.addMember("entries", "$L", entry(listed, byId.get(listed.entry().id())));
    }
    return annotation.build();
  }

  private static AnnotationSpec entry(Listed listed, @Nullable DescribedType described) {
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
    if (described != null) {
      if (!described.description().isEmpty()) {
        annotation.addMember("description", "$S", described.description());
      }
      described
          .settings()
          .map(SettingsAnnotationCode::of)
          .ifPresent(settings -> annotation.addMember("settings", "$L", settings));
    }
    return annotation.build();
  }
}
