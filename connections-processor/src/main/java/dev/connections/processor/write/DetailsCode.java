package dev.connections.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeSpec;
import dev.connections.processor.model.DeclarationModel;
import dev.connections.processor.model.RegistryModel;
import dev.connections.processor.model.RegistryModel.Listed;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import javax.lang.model.element.Modifier;

/**
 * Writes what is known of types beyond their ids and names: nested classes, so that a lookup does
 * not load it. What is too much for one class is spread over several.
 */
final class DetailsCode {

  private static final int TYPES_PER_CLASS = 250;

  private static final ClassName MODE =
      ClassName.get("dev.connections.annotations", "ConnectionMode");
  private static final ClassName FEATURE =
      ClassName.get("dev.connections.annotations", "ConnectionFeature");

  private static final ClassName DETAILS = TypeNames.DESCRIPTOR.nestedClass("Details");

  private final RegistryModel registry;
  private final List<List<Listed>> parts = new ArrayList<>();

  DetailsCode(RegistryModel registry) {
    this.registry = registry;
    List<Listed> own = registry.listedOwn();
    for (int from = 0; from < own.size(); from += TYPES_PER_CLASS) {
      parts.add(own.subList(from, Math.min(from + TYPES_PER_CLASS, own.size())));
    }
  }

  void addTo(TypeSpec.Builder type) {
    type.addType(source());
    for (int i = 0; i < parts.size(); i++) {
      Dispatch dispatch = new Dispatch("of", DETAILS, Modifier.STATIC);
      for (Listed listed : parts.get(i)) {
        DeclarationModel declaration = listed.entry().declaration();
        dispatch.add(listed.id(), details(declaration), bytes(declaration));
      }
      type.addType(
          TypeSpec.classBuilder(partName(i))
              .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
              .addMethods(dispatch.methods())
              .build());
    }
  }

  /** How the table gets at them: a small class, since the first lookup loads it. */
  static CodeBlock instance(RegistryModel registry) {
    return CodeBlock.of("$N.INSTANCE", TypeNames.nested(registry, "Details"));
  }

  private TypeSpec source() {
    ClassName name =
        TypeNames.of(registry.name()).nestedClass(TypeNames.nested(registry, "Details"));
    MethodSpec.Builder apply =
        MethodSpec.methodBuilder("apply")
            .addAnnotation(Override.class)
            .addModifiers(Modifier.PUBLIC)
            .addParameter(int.class, "id")
            .returns(DETAILS);
    for (int i = 0; i < parts.size() - 1; i++) {
      List<Listed> part = parts.get(i);
      apply
          .beginControlFlow("if (id <= $L)", part.get(part.size() - 1).id())
          .addStatement("return $N.of(id)", partName(i))
          .endControlFlow();
    }
    return TypeSpec.classBuilder(name.simpleName())
        .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
        .addJavadoc("Loads what is known of a type beyond its id and name when asked.\n")
        .addSuperinterface(ParameterizedTypeName.get(ClassName.get(IntFunction.class), DETAILS))
        .addField(
            FieldSpec.builder(name, "INSTANCE", Modifier.STATIC, Modifier.FINAL)
                .initializer("new $T()", name)
                .build())
        .addMethod(apply.addStatement("return $N.of(id)", partName(parts.size() - 1)).build())
        .build();
  }

  private String partName(int part) {
    return TypeNames.nested(registry, "DetailsPart" + (part + 1));
  }

  private CodeBlock details(DeclarationModel type) {
    CodeBlock.Builder code =
        CodeBlock.builder()
            .add(
                "$T.builder($L, $S, $L)",
                TypeNames.DESCRIPTOR,
                type.id(),
                type.name(),
                TextCode.of(type.category()));
    code.indent().indent();
    if (!type.description().isEmpty()) {
      code.add("\n.description($L)", TextCode.of(type.description()));
    }
    if (!type.provider().isEmpty()) {
      code.add("\n.provider($L)", TextCode.of(type.provider()));
    }
    if (!type.dataStores().isEmpty()) {
      code.add("\n.dataStores($L)", joined(type.dataStores(), TextCode::of));
    }
    if (!type.modes().equals(DeclarationModel.DEFAULT_MODES)) {
      code.add("\n.modes($L)", joined(type.modes(), mode -> CodeBlock.of("$T.$N", MODE, mode)));
    }
    if (!type.features().isEmpty()) {
      code.add(
          "\n.features($L)",
          joined(type.features(), feature -> CodeBlock.of("$T.$N", FEATURE, feature)));
    }
    if (type.priority() != 0) {
      code.add("\n.priority($L)", type.priority());
    }
    if (type.closeLast()) {
      code.add("\n.closeLast()");
    }
    String classes = TypeNames.nested(registry, "Classes");
    return code.add("\n.details($N.INSTANCE)", classes).unindent().unindent().build();
  }

  private static CodeBlock joined(List<String> values, Function<String, CodeBlock> code) {
    return values.stream().map(code).collect(CodeBlock.joining(", "));
  }

  /** At most: three for a constant and its builder's call each, eight for an element. */
  private static int bytes(DeclarationModel type) {
    int elements = type.dataStores().size() + type.modes().size() + type.features().size();
    return 72 + 8 * elements;
  }
}
