package dev.connections.processor.write;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.connections.processor.model.RecordModel;
import dev.connections.processor.model.SettingType;
import java.util.Map;
import javax.lang.model.element.Modifier;

/** Writes the class that binds one record, or one of several. */
final class RecordBinderWriter {

  private static final ClassName NODE =
      ClassName.get("dev.connections.spi.binding", "ConfigurationNode");
  private static final ClassName BINDER =
      ClassName.get("dev.connections.spi.binding", "ConfigurationBinder");
  private static final ClassName NULLABLE = ClassName.get("org.jspecify.annotations", "Nullable");

  private final Map<SettingType, ClassName> nested;
  private final boolean nullable;

  RecordBinderWriter(Map<SettingType, ClassName> nested, boolean nullable) {
    this.nested = nested;
    this.nullable = nullable;
  }

  /** The class, without modifiers; only its outline if the record could not be read. */
  TypeSpec.Builder binder(ClassName name, RecordModel settings, boolean complete) {
    TypeName recordName = TypeNames.of(settings.type());
    CodeBlock body =
        complete
            ? new BindBodyWriter(nested, settings).body()
            : CodeBlock.builder()
                .add("// The compiler has reported why $T cannot be bound.\n", recordName)
                .addStatement("return null")
                .build();
    return binder(name, recordName, body);
  }

  /** The class for a nested record, or a choice between records; without modifiers. */
  TypeSpec.Builder nestedBinder(ClassName name, SettingType bound) {
    if (bound instanceof SettingType.Nested record) {
      return binder(name, record.record(), true);
    }
    if (bound instanceof SettingType.OneOf oneOf) {
      return binder(name, TypeNames.of(oneOf.type()), new VariantBodyWriter(nested, oneOf).body());
    }
    throw new AssertionError(bound);
  }

  private TypeSpec.Builder binder(ClassName name, TypeName bound, CodeBlock body) {
    MethodSpec bind =
        MethodSpec.methodBuilder("bind")
            .addAnnotation(Override.class)
            .addModifiers(Modifier.PUBLIC)
            .addParameter(NODE, "node")
            .returns(nullable ? bound.annotated(AnnotationSpec.builder(NULLABLE).build()) : bound)
            .addCode(body)
            .build();
    return TypeSpec.classBuilder(name.simpleName())
        .addJavadoc("Makes {@link $T} of a part of the configuration.\n", bound)
        .addSuperinterface(ParameterizedTypeName.get(BINDER, bound))
        .addMethod(bind);
  }
}
