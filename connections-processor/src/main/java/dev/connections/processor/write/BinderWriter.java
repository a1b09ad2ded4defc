package dev.connections.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeSpec;
import dev.connections.processor.model.ClassReference;
import dev.connections.processor.model.ConfigurationModel;
import javax.lang.model.element.Modifier;

/** Writes the binder of a configuration record: {@code <Record>Binder}, beside the record. */
public final class BinderWriter {

  /** A writer. */
  public BinderWriter() {}

  /** The name of the binder of a record. */
  public static ClassName binderName(ClassReference recordClass) {
    return ClassName.get(recordClass.packageName(), recordClass.flatName() + "Binder");
  }

  /** The binder: public, final, with a public constructor without parameters. */
  public JavaFile write(ConfigurationModel model) {
    ClassReference recordClass = model.recordClass();
    ClassName recordName =
        ClassName.get(
            recordClass.packageName(),
            recordClass.simpleNames().get(0),
            recordClass
                .simpleNames()
                .subList(1, recordClass.simpleNames().size())
                .toArray(String[]::new));
    ClassName binder = ClassName.get("dev.connections.spi", "ConfigurationBinder");
    TypeSpec type =
        TypeSpec.classBuilder(binderName(recordClass))
            .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
            .addSuperinterface(ParameterizedTypeName.get(binder, recordName))
            .addMethod(
                MethodSpec.methodBuilder("bind")
                    .addAnnotation(Override.class)
                    .addModifiers(Modifier.PUBLIC)
                    .addParameter(ClassName.get("dev.connections.spi", "ConfigurationNode"), "node")
                    .returns(recordName)
                    .addStatement("return null")
                    .build())
            .build();
    return JavaFile.builder(recordClass.packageName(), type).build();
  }
}
