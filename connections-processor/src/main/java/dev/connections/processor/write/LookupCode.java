package dev.connections.processor.write;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.connections.processor.model.RegistryModel;
import dev.connections.processor.model.RegistryModel.Listed;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Writes the lookups of a registry, over a table. */
final class LookupCode {

  /** Of eight bytes of byte code each. */
  private static final int TYPES_PER_METHOD = 750;

  private static final ClassName TABLE = ClassName.get("dev.connections.spi.registry", "TypeTable");
  private static final TypeName ARRAY = ArrayTypeName.of(TypeNames.ANY_DESCRIPTOR);

  private final List<Listed> listed;
  private final ConstantCode constants;
  private final boolean renumbered;
  private final boolean nullable;

  LookupCode(RegistryModel registry, ConstantCode constants, boolean nullable) {
    this.listed = registry.listed();
    this.renumbered = !registry.renumbered().isEmpty();
    this.constants = constants;
    this.nullable = nullable;
  }

  void addTo(TypeSpec.Builder registry) {
    registry
        .addMethod(
            lookup("all", TypeNames.DESCRIPTORS, "All types, by id.\n")
                .addStatement("return TABLE.all()")
                .build())
        .addMethod(byId())
        .addMethod(byName())
        .addMethod(group("Category", "category", "The types of a category, by id"))
        .addMethod(
            group(
                "DataStore",
                "dataStore",
                "The types for a data store, the greatest priority first, then by id"))
        .addMethod(group("Provider", "provider", "The types that a library is behind, by id"));
    parts().forEach(registry::addMethod);
  }

  private static MethodSpec.Builder lookup(String name, TypeName returns, String javadoc) {
    return MethodSpec.methodBuilder(name)
        .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
        .returns(returns)
        .addJavadoc(javadoc);
  }

  private TypeName descriptorOrNull() {
    return nullable
        ? TypeNames.ANY_DESCRIPTOR.annotated(
            AnnotationSpec.builder(ClassName.get("org.jspecify.annotations", "Nullable")).build())
        : TypeNames.ANY_DESCRIPTOR;
  }

  private MethodSpec byId() {
    return lookup("getById", descriptorOrNull(), "The type with this id; null if there is none.\n")
        .addParameter(int.class, "id")
        .addStatement("return TABLE.byId(id)")
        .build();
  }

  private MethodSpec byName() {
    return lookup(
            "getByName",
            descriptorOrNull(),
            "The type with exactly this name; null if there is none.\n")
        .addParameter(String.class, "name")
        .addStatement("return TABLE.byName(name)")
        .build();
  }

  private static MethodSpec group(String by, String parameter, String javadoc) {
    return lookup("getBy" + by, TypeNames.DESCRIPTORS, javadoc + "; empty if there is none.\n")
        .addParameter(String.class, parameter)
        .addStatement("return TABLE.by$L($N)", by, parameter)
        .build();
  }

  /** The table, behind the constants. */
  FieldSpec table() {
    return FieldSpec.builder(TABLE, "TABLE", Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
        .initializer(
            renumbered
                ? CodeBlock.of("\n    $T.withIds($L,\n    $L)", TABLE, ids(), everything())
                : CodeBlock.of("\n    $T.of($L)", TABLE, everything()))
        .build();
  }

  /** Where someone has changed ids, the types cannot tell them. */
  private CodeBlock ids() {
    return CodeBlock.of(
        "new int[] {$L}",
        listed.stream()
            .map(type -> CodeBlock.of("$L", type.id()))
            .collect(CodeBlock.joining(", ")));
  }

  private CodeBlock everything() {
    return listed.size() <= TYPES_PER_METHOD
        ? listed.stream().map(constants::reference).collect(CodeBlock.joining(",\n    "))
        : CodeBlock.of("everything()");
  }

  /** Fills the table's array in several methods where one would be too large. */
  private List<MethodSpec> parts() {
    List<MethodSpec> methods = new ArrayList<>();
    if (listed.size() <= TYPES_PER_METHOD) {
      return methods;
    }
    MethodSpec.Builder everything =
        MethodSpec.methodBuilder("everything")
            .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
            .returns(ARRAY)
            .addStatement("$T all = new $T[$L]", ARRAY, TypeNames.ANY_DESCRIPTOR, listed.size());
    for (int from = 0; from < listed.size(); from += TYPES_PER_METHOD) {
      String name = "fill" + (from / TYPES_PER_METHOD + 1);
      MethodSpec.Builder fill =
          MethodSpec.methodBuilder(name)
              .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
              .addParameter(ARRAY, "all");
      for (int i = from; i < Math.min(from + TYPES_PER_METHOD, listed.size()); i++) {
        fill.addStatement("all[$L] = $L", i, constants.reference(listed.get(i)));
      }
      methods.add(fill.build());
      everything.addStatement("$N(all)", name);
    }
    methods.add(0, everything.addStatement("return all").build());
    return methods;
  }
}
