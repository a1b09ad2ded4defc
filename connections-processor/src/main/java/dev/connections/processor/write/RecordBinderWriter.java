package dev.connections.processor.write;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.connections.processor.model.RecordModel;
import java.util.Map;
import javax.lang.model.element.Modifier;

/** Writes the class that binds one record. */
final class RecordBinderWriter {

  private static final ClassName NODE = ClassName.get("dev.connections.spi", "ConfigurationNode");
  private static final ClassName BINDER =
      ClassName.get("dev.connections.spi", "ConfigurationBinder");
  private static final ClassName NULLABLE = ClassName.get("org.jspecify.annotations", "Nullable");

  private final Map<RecordModel, ClassName> nested;
  private final boolean nullable;

  RecordBinderWriter(Map<RecordModel, ClassName> nested, boolean nullable) {
    this.nested = nested;
    this.nullable = nullable;
  }

  /** The class, without modifiers; only its outline if the record could not be read. */
  TypeSpec.Builder binder(ClassName name, RecordModel settings, boolean complete) {
    TypeName recordName = TypeNames.of(settings.type());
    MethodSpec.Builder bind =
        MethodSpec.methodBuilder("bind")
            .addAnnotation(Override.class)
            .addModifiers(Modifier.PUBLIC)
            .addParameter(NODE, "node")
            .returns(
                nullable
                    ? recordName.annotated(AnnotationSpec.builder(NULLABLE).build())
                    : recordName);
    if (complete) {
      bind.addCode(new BindBodyWriter(nested, settings).body());
    } else {
      bind.addComment("The compiler has said why $T cannot be bound.", recordName)
          .addStatement("return null");
    }
    return TypeSpec.classBuilder(name.simpleName())
        .addJavadoc("Makes {@link $T} of a part of the configuration.\n", recordName)
        .addSuperinterface(ParameterizedTypeName.get(BINDER, recordName))
        .addMethod(bind.build());
  }
}
