package dev.connections.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import dev.connections.processor.model.DeclarationModel;
import dev.connections.processor.model.EntryModel;
import dev.connections.processor.model.RegistryModel;
import dev.connections.processor.model.RegistryModel.Listed;
import java.util.List;
import java.util.function.Function;
import javax.lang.model.element.Modifier;

/** Writes the typed constants of a registry. */
final class ConstantCode {

  private static final ClassName MODE =
      ClassName.get("dev.connections.annotations", "ConnectionMode");
  private static final ClassName FEATURE =
      ClassName.get("dev.connections.annotations", "ConnectionFeature");

  private final ClassName registry;
  private final ClassName classes;

  ConstantCode(RegistryModel model) {
    this.registry = TypeNames.of(model.name());
    this.classes = registry.nestedClass(TypeNames.nested(model, "Classes"));
  }

  FieldSpec constant(Listed listed) {
    EntryModel entry = listed.entry();
    boolean own = listed.from().isEmpty();
    return FieldSpec.builder(
            TypeNames.descriptor(
                entry.connection().orElseThrow(), entry.configuration().orElseThrow()),
            entry.constant())
        .addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
        .addJavadoc("$L", javadoc(listed))
        .initializer(own ? descriptor(entry) : reference(listed))
        .build();
  }

  /** How other code of the registry refers to a type. */
  CodeBlock reference(Listed listed) {
    if (listed.from().isEmpty()) {
      return CodeBlock.of("$T.$N", registry, listed.entry().constant());
    }
    ClassName from = TypeNames.of(listed.from().get().name());
    return listed.entry().constant().isEmpty()
        ? CodeBlock.of("$T.getById($L)", from, listed.entry().id())
        : CodeBlock.of("$T.$N", from, listed.entry().constant());
  }

  private static String javadoc(Listed listed) {
    DeclarationModel declaration = listed.entry().declaration();
    String text = "{@code " + declaration.name() + "} (" + listed.id() + ")";
    return declaration.description().isBlank()
        ? text + ".\n"
        : text + ": " + JavadocText.of(declaration.description()) + "\n";
  }

  private CodeBlock descriptor(EntryModel entry) {
    DeclarationModel type = entry.declaration();
    CodeBlock.Builder code =
        CodeBlock.builder()
            .add("\n")
            .indent()
            .indent()
            .add(
                "$T.<$T, $T>builder($L, $S, $L)",
                TypeNames.DESCRIPTOR,
                TypeNames.of(entry.connection().orElseThrow()),
                TypeNames.of(entry.configuration().orElseThrow()),
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
    return code.add("\n.build($T.INSTANCE)", classes)
        .unindent()
        .unindent()
        .unindent()
        .unindent()
        .build();
  }

  private static CodeBlock joined(List<String> values, Function<String, CodeBlock> code) {
    return values.stream().map(code).collect(CodeBlock.joining(", "));
  }
}
