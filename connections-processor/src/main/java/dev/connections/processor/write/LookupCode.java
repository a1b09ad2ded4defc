package dev.connections.processor.write;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.connections.processor.model.ConstantName;
import dev.connections.processor.model.RegistryModel;
import dev.connections.processor.model.RegistryModel.Listed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Modifier;

/**
 * Writes the look-ups of a registry. By id and by name they go through open-addressed tables, at
 * most half full; the groups are lists made once. Both are filled when first asked for.
 */
final class LookupCode {

  /** Of eight bytes of byte code each. */
  private static final int TYPES_PER_METHOD = 750;

  private static final TypeName TABLE = ArrayTypeName.of(TypeNames.ANY_DESCRIPTOR);
  private static final TypeName GROUPS =
      ParameterizedTypeName.get(
          ClassName.get(Map.class), ClassName.get(String.class), TypeNames.DESCRIPTORS);

  private final List<Listed> listed;
  private final ConstantCode constants;
  private final boolean nullable;

  LookupCode(RegistryModel registry, ConstantCode constants, boolean nullable) {
    this.listed = registry.listed();
    this.constants = constants;
    this.nullable = nullable;
  }

  void addTo(TypeSpec.Builder registry) {
    registry
        .addMethod(
            lookup("all", TypeNames.DESCRIPTORS, "All types, by id.\n")
                .addStatement("return Index.ALL")
                .build())
        .addMethod(byId())
        .addMethod(byName())
        .addMethod(group("getByCategory", "category", "The types of a category, by id"))
        .addMethod(
            group(
                "getByDataStore",
                "dataStore",
                "The types that can talk to a data store, the greatest priority first, then by id"))
        .addMethod(group("getByProvider", "provider", "The types that a library is behind, by id"));
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
        .addStatement("return Index.BY_ID[Index.slot(id)]")
        .build();
  }

  private MethodSpec byName() {
    return lookup(
            "getByName",
            descriptorOrNull(),
            "The type with exactly this name; null if there is none.\n")
        .addParameter(String.class, "name")
        .addStatement("return Index.BY_NAME[Index.slot(name)]")
        .build();
  }

  private static MethodSpec group(String method, String parameter, String javadoc) {
    return lookup(method, TypeNames.DESCRIPTORS, javadoc + "; empty if there is none.\n")
        .addParameter(String.class, parameter)
        .addStatement(
            "return Groups.$N.getOrDefault($N, $T.of())",
            "BY_" + ConstantName.of(parameter),
            parameter,
            List.class)
        .build();
  }

  /** The nested class of the two tables. */
  TypeSpec index() {
    TypeSpec.Builder index =
        TypeSpec.classBuilder("Index")
            .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
            .addJavadoc("By id and by name: open-addressed tables, at most half full.\n")
            .addField(all(allTypes()))
            .addField(table("BY_ID"))
            .addField(table("BY_NAME"));
    index.addStaticBlock(
        CodeBlock.builder()
            .beginControlFlow("for ($T type : ALL)", TypeNames.ANY_DESCRIPTOR)
            .addStatement("BY_ID[slot(type.id())] = type")
            .addStatement("BY_NAME[slot(type.name())] = type")
            .endControlFlow()
            .build());
    parts().forEach(index::addMethod);
    return index
        .addMethod(slot(int.class, "id", "id", "BY_ID", "BY_ID[slot].id() != id"))
        .addMethod(
            slot(
                String.class,
                "name",
                "name.hashCode()",
                "BY_NAME",
                "!BY_NAME[slot].name().equals(name)"))
        .build();
  }

  private CodeBlock allTypes() {
    if (listed.size() <= TYPES_PER_METHOD) {
      return CodeBlock.of(
          "$T.of($L)",
          List.class,
          listed.stream().map(constants::reference).collect(CodeBlock.joining(",\n        ")));
    }
    return CodeBlock.of("everything()");
  }

  private FieldSpec all(CodeBlock value) {
    return FieldSpec.builder(TypeNames.DESCRIPTORS, "ALL", Modifier.STATIC, Modifier.FINAL)
        .initializer(value)
        .build();
  }

  private FieldSpec table(String name) {
    int size = Math.max(4, Integer.highestOneBit(Math.max(1, listed.size() - 1)) * 4);
    return FieldSpec.builder(TABLE, name, Modifier.STATIC, Modifier.FINAL)
        .initializer("new $T[$L]", TypeNames.ANY_DESCRIPTOR, size)
        .build();
  }

  /** Fills the list in several methods where one would be too large. */
  private List<MethodSpec> parts() {
    List<MethodSpec> methods = new ArrayList<>();
    if (listed.size() <= TYPES_PER_METHOD) {
      return methods;
    }
    MethodSpec.Builder everything =
        MethodSpec.methodBuilder("everything")
            .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
            .returns(TypeNames.DESCRIPTORS)
            .addStatement("$T all = new $T[$L]", TABLE, TypeNames.ANY_DESCRIPTOR, listed.size());
    for (int from = 0; from < listed.size(); from += TYPES_PER_METHOD) {
      String name = "fill" + (from / TYPES_PER_METHOD + 1);
      MethodSpec.Builder fill =
          MethodSpec.methodBuilder(name)
              .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
              .addParameter(TABLE, "all");
      for (int i = from; i < Math.min(from + TYPES_PER_METHOD, listed.size()); i++) {
        fill.addStatement("all[$L] = $L", i, constants.reference(listed.get(i)));
      }
      methods.add(fill.build());
      everything.addStatement("$N(all)", name);
    }
    methods.add(0, everything.addStatement("return $T.of(all)", List.class).build());
    return methods;
  }

  /** Where a key is, or would be. */
  private static MethodSpec slot(
      Class<?> key, String parameter, String hash, String table, String otherThere) {
    return MethodSpec.methodBuilder("slot")
        .addModifiers(Modifier.STATIC)
        .returns(int.class)
        .addParameter(key, parameter)
        .addStatement("int hash = $L", hash)
        .addStatement("int slot = (hash ^ hash >>> 16) & ($N.length - 1)", table)
        .beginControlFlow("while ($1N[slot] != null && $2L)", table, otherThere)
        .addStatement("slot = (slot + 1) & ($N.length - 1)", table)
        .endControlFlow()
        .addStatement("return slot")
        .build();
  }

  /** The nested class of the groups. */
  TypeSpec groups() {
    CodeBlock fill =
        CodeBlock.builder()
            .beginControlFlow("for ($T type : Index.ALL)", TypeNames.ANY_DESCRIPTOR)
            .addStatement("add(BY_CATEGORY, type.category(), type, false)")
            .beginControlFlow("if (!type.provider().isEmpty())")
            .addStatement("add(BY_PROVIDER, type.provider(), type, false)")
            .endControlFlow()
            .beginControlFlow("for ($T dataStore : type.dataStores())", String.class)
            .addStatement("add(BY_DATA_STORE, dataStore, type, true)")
            .endControlFlow()
            .endControlFlow()
            .addStatement("freeze(BY_CATEGORY)")
            .addStatement("freeze(BY_DATA_STORE)")
            .addStatement("freeze(BY_PROVIDER)")
            .build();
    return TypeSpec.classBuilder("Groups")
        .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
        .addField(map("BY_CATEGORY"))
        .addField(map("BY_DATA_STORE"))
        .addField(map("BY_PROVIDER"))
        .addStaticBlock(fill)
        .addMethod(add())
        .addMethod(freeze())
        .build();
  }

  private static FieldSpec map(String name) {
    return FieldSpec.builder(GROUPS, name, Modifier.STATIC, Modifier.FINAL)
        .initializer("new $T<>()", HashMap.class)
        .build();
  }

  private static MethodSpec add() {
    return MethodSpec.methodBuilder("add")
        .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
        .addParameter(GROUPS, "groups")
        .addParameter(String.class, "key")
        .addParameter(TypeNames.ANY_DESCRIPTOR, "type")
        .addParameter(boolean.class, "byPriority")
        .addStatement("$T group = groups.get(key)", TypeNames.DESCRIPTORS)
        .beginControlFlow("if (group == null)")
        .addStatement("group = new $T<>()", ArrayList.class)
        .addStatement("groups.put(key, group)")
        .endControlFlow()
        .addStatement("int at = group.size()")
        .beginControlFlow(
            "while (byPriority && at > 0 && group.get(at - 1).priority() < type.priority())")
        .addStatement("at--")
        .endControlFlow()
        .addStatement("group.add(at, type)")
        .build();
  }

  private static MethodSpec freeze() {
    return MethodSpec.methodBuilder("freeze")
        .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
        .addParameter(GROUPS, "groups")
        .beginControlFlow(
            "for ($T<$T, $T> group : groups.entrySet())",
            Map.Entry.class,
            String.class,
            TypeNames.DESCRIPTORS)
        .addStatement("group.setValue($T.copyOf(group.getValue()))", List.class)
        .endControlFlow()
        .build();
  }
}
