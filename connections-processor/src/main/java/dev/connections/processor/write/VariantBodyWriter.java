package dev.connections.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import dev.connections.processor.model.SettingType;
import dev.connections.processor.model.SettingType.OneOf;
import dev.connections.processor.model.SettingType.Variant;
import java.util.Map;

/** Writes what the binder of a choice does: look which record is meant, and bind that. */
final class VariantBodyWriter {

  private final BinderExpressions binders;
  private final OneOf oneOf;

  VariantBodyWriter(Map<SettingType, ClassName> nested, OneOf oneOf) {
    this.binders = new BinderExpressions(nested);
    this.oneOf = oneOf;
  }

  CodeBlock body() {
    CodeBlock values =
        oneOf.variants().stream()
            .map(variant -> TextCode.of(variant.value()))
            .collect(CodeBlock.joining(",$W"));
    CodeBlock.Builder body = CodeBlock.builder();
    body.addStatement("$T variant = node.variant($S,$W$L)", String.class, oneOf.key(), values);
    body.beginControlFlow("if (variant == null)").addStatement("return null").endControlFlow();
    body.beginControlFlow("switch (variant)");
    for (Variant variant : oneOf.variants()) {
      CodeBlock binder = binders.of(new SettingType.Nested(variant.record()));
      body.add("case $L:\n$>", TextCode.of(variant.value()))
          .addStatement("return $L.bind(node)", binder);
      body.add("$<");
    }
    body.add("default:\n$>").addStatement("return null").add("$<");
    return body.endControlFlow().build();
  }
}
