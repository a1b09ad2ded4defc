package dev.connections.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import dev.connections.processor.model.DeclarationModel;
import dev.connections.processor.model.EntryModel;
import dev.connections.processor.model.Identifiers;
import dev.connections.processor.model.RegistryModel;
import dev.connections.processor.model.RegistryModel.Listed;
import java.util.HashSet;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/** Writes the typed constants of a registry. */
final class ConstantCode {

  private final ClassName registry;
  private final String table;

  ConstantCode(RegistryModel model) {
    this.registry = TypeNames.of(model.name());
    this.table =
        Identifiers.takeConstant(
            "TABLE",
            model.listed().stream()
                .map(Listed::constant)
                .collect(Collectors.toCollection(HashSet::new)));
  }

  /** The field with the table that constants are taken from; a type may be called Table. */
  String table() {
    return table;
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
        .initializer(own ? fromTable(listed) : reference(listed))
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

  /** A raw cast: the compiler need not infer anything for each of thousands. */
  private CodeBlock fromTable(Listed listed) {
    return CodeBlock.of("($T) $T.$N.byId($L)", TypeNames.DESCRIPTOR, registry, table, listed.id());
  }

  private static String javadoc(Listed listed) {
    DeclarationModel declaration = listed.entry().declaration();
    String text = "{@code " + declaration.name() + "} (" + listed.id() + ")";
    return declaration.description().isBlank()
        ? text + ".\n"
        : text + ": " + JavadocText.of(declaration.description()) + "\n";
  }
}
