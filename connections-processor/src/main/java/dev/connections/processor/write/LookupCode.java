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
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/** Writes the lookups of a registry, over a table. */
final class LookupCode {

  /** Of eight bytes of byte code each. */
  private static final int TYPES_PER_METHOD = 750;

  private static final ClassName TABLE = ClassName.get("dev.connections.spi.registry", "TypeTable");
  private static final TypeName ARRAY = ArrayTypeName.of(TypeNames.ANY_DESCRIPTOR);

  private final RegistryModel registry;
  private final List<Listed> listed;
  private final List<Listed> included;
  private final ConstantCode constants;
  private final String field;
  private final boolean nullable;

  LookupCode(RegistryModel registry, ConstantCode constants, boolean nullable) {
    this.registry = registry;
    this.listed = registry.listed();
    this.included = listed.stream().filter(type -> type.from().isPresent()).toList();
    this.constants = constants;
    this.field = constants.table();
    this.nullable = nullable;
  }

  void addTo(TypeSpec.Builder registry) {
    registry
        .addMethod(
            lookup("all", TypeNames.DESCRIPTORS, "All types, by id.\n")
                .addStatement("return $N.all()", field)
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
        .addStatement("return $N.byId(id)", field)
        .build();
  }

  private MethodSpec byName() {
    return lookup(
            "getByName",
            descriptorOrNull(),
            "The type with exactly this name; null if there is none.\n")
        .addParameter(String.class, "name")
        .addStatement("return $N.byName(name)", field)
        .build();
  }

  private MethodSpec group(String by, String parameter, String javadoc) {
    return lookup("getBy" + by, TypeNames.DESCRIPTORS, javadoc + "; empty if there is none.\n")
        .addParameter(String.class, parameter)
        .addStatement("return $N.by$L($N)", field, by, parameter)
        .build();
  }

  /** The table, in front of the constants, which are taken from it. */
  FieldSpec table() {
    CodeBlock.Builder code = CodeBlock.builder().add("\n    $T.of(", TABLE);
    if (included.size() < listed.size()) {
      code.add("$L, ", DetailsCode.instance(registry));
    }
    code.add("$L, $L", listed.size(), LongText.of(index()));
    if (!included.isEmpty()) {
      code.add(",\n    $L", everyIncluded());
    }
    return FieldSpec.builder(TABLE, field, Modifier.STATIC, Modifier.FINAL)
        .initializer(code.add(")").build())
        .build();
  }

  /** One text, since that is loaded more quickly than a constant for each name. */
  private String index() {
    return listed.stream()
        .map(type -> type.id() + "=" + (type.from().isPresent() ? "*" : type.entry().name()))
        .collect(Collectors.joining(" "));
  }

  private CodeBlock everyIncluded() {
    return included.size() <= TYPES_PER_METHOD
        ? included.stream().map(constants::reference).collect(CodeBlock.joining(",\n    "))
        : CodeBlock.of("everyIncluded()");
  }

  /** Fills an array in several methods where one would be too large. */
  private List<MethodSpec> parts() {
    List<MethodSpec> methods = new ArrayList<>();
    if (included.size() <= TYPES_PER_METHOD) {
      return methods;
    }
    MethodSpec.Builder every =
        MethodSpec.methodBuilder("everyIncluded")
            .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
            .returns(ARRAY)
            .addStatement("$T all = new $T[$L]", ARRAY, TypeNames.ANY_DESCRIPTOR, included.size());
    for (int from = 0; from < included.size(); from += TYPES_PER_METHOD) {
      String name = "fill" + (from / TYPES_PER_METHOD + 1);
      MethodSpec.Builder fill =
          MethodSpec.methodBuilder(name)
              .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
              .addParameter(ARRAY, "all");
      for (int i = from; i < Math.min(from + TYPES_PER_METHOD, included.size()); i++) {
        fill.addStatement("all[$L] = $L", i, constants.reference(included.get(i)));
      }
      methods.add(fill.build());
      every.addStatement("$N(all)", name);
    }
    methods.add(0, every.addStatement("return all").build());
    return methods;
  }
}
