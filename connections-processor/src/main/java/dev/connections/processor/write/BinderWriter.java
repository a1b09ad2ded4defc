package dev.connections.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.connections.processor.model.ClassReference;
import dev.connections.processor.model.ClasspathFeatures;
import dev.connections.processor.model.ConfigurationModel;
import dev.connections.processor.model.SettingType;
import java.util.Map;
import javax.lang.model.element.Modifier;

/**
 * Writes the binder of a configuration: {@code <Record>Binder}, next to the record. The binders of
 * the records nested in it are classes inside it, so that nothing is generated into the packages
 * those records come from.
 */
public final class BinderWriter {

  private final ClasspathFeatures surroundings;

  /** A writer. */
  public BinderWriter(ClasspathFeatures surroundings) {
    this.surroundings = surroundings;
  }

  /** The name of the binder of a record. */
  public static ClassName binderName(ClassReference recordClass) {
    return TypeNames.of(recordClass.binderName());
  }

  /** The binder: public, final, with a public constructor without parameters. */
  public JavaFile write(ConfigurationModel configuration) {
    ClassReference recordClass = configuration.recordClass();
    ClassName binder = binderName(recordClass);
    Map<SettingType, ClassName> nested = NestedBinderNames.of(configuration.settings(), binder);
    RecordBinderWriter records = new RecordBinderWriter(nested, surroundings.nullable());
    TypeSpec.Builder type =
        records
            .binder(binder, configuration.settings(), configuration.complete())
            .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
            .addMethod(constructor());
    if (configuration.complete()) {
      type.addAnnotation(SettingsAnnotationCode.of(configuration.settings()));
    }
    if (configuration.complete()) {
      nested.forEach(
          (bound, name) ->
              type.addType(
                  records
                      .nestedBinder(name, bound)
                      .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                      .build()));
    }
    return JavaFile.builder(recordClass.packageName(), type.build()).build();
  }

  /** Written out, because javac warns of public classes in exported packages that have none. */
  private static MethodSpec constructor() {
    return MethodSpec.constructorBuilder()
        .addModifiers(Modifier.PUBLIC)
        .addJavadoc("For generated code.")
        .build();
  }
}
