package dev.connections.processor.write;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.connections.processor.model.ClassReference;
import dev.connections.processor.model.DeclarationModel;
import dev.connections.processor.model.RecordModel;
import dev.connections.processor.model.TypeModel;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Modifier;

/**
 * Writes the class beside a connection type: what a registry, which may be in another package,
 * needs of it. It is public, and what it constructs need not be.
 */
final class EntryWriter {

  private static final ClassName ENTRY =
      ClassName.get("dev.connections.annotations", "ConnectionEntry");
  private static final ClassName AWAITED =
      ClassName.get("dev.connections.annotations", "AwaitedConnectionType");
  private static final ClassName FACTORY =
      ClassName.get("dev.connections.spi", "ConnectionFactory");
  private static final ClassName BINDER =
      ClassName.get("dev.connections.spi", "ConfigurationBinder");

  private EntryWriter() {}

  /** The class of a type; it constructs nothing if that cannot be done, which has been reported. */
  static JavaFile write(TypeModel type, Optional<RecordModel> settings, boolean constructible) {
    TypeSpec.Builder entry = entry(type.declaration(), settings, constructible);
    if (type.nameable()) {
      entry.addMethod(factory(type, constructible));
    }
    if (constructible) {
      entry.addMethod(binder(type));
    }
    return file(type.declaredBy(), entry);
  }

  /** The class of a type of which nothing but the annotation could be read. */
  static JavaFile write(DeclarationModel unread) {
    return file(unread.declaredBy(), entry(unread, Optional.empty(), false));
  }

  /** The class that announces a type whose parts do not exist yet. */
  static JavaFile announce(ClassReference type) {
    return file(
        type,
        TypeSpec.interfaceBuilder(TypeNames.of(type.awaitedName()))
            .addJavadoc(
                "{@code $L} had to wait for what another processor generates.\n", type.simpleName())
            .addAnnotation(
                AnnotationSpec.builder(AWAITED)
                    .addMember("value", "$S", type.canonicalName())
                    .build()));
  }

  private static JavaFile file(ClassReference type, TypeSpec.Builder spec) {
    return JavaFile.builder(type.packageName(), spec.build()).build();
  }

  private static TypeSpec.Builder entry(
      DeclarationModel declaration, Optional<RecordModel> settings, boolean constructible) {
    return TypeSpec.classBuilder(TypeNames.of(declaration.declaredBy().entryName()))
        .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
        .addJavadoc(
            "What a registry takes up of {@code $L}. For generated code only.\n",
            declaration.declaredBy().simpleName())
        .addAnnotation(annotation(declaration, settings, constructible))
        .addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build());
  }

  private static AnnotationSpec annotation(
      DeclarationModel declaration, Optional<RecordModel> settings, boolean constructible) {
    AnnotationSpec.Builder annotation =
        AnnotationSpec.builder(ENTRY)
            .addMember("declaredBy", "$S", declaration.declaredBy().encoded())
            .addMember("id", "$L", declaration.id())
            .addMember("name", "$S", declaration.name())
            .addMember("category", "$S", declaration.category());
    addIfWritten(annotation, "description", declaration.description());
    addIfWritten(annotation, "provider", declaration.provider());
    addAll(annotation, "dataStores", declaration.dataStores());
    if (!declaration.modes().equals(DeclarationModel.DEFAULT_MODES)) {
      addAll(annotation, "modes", declaration.modes());
    }
    addAll(annotation, "features", declaration.features());
    if (declaration.priority() != 0) {
      annotation.addMember("priority", "$L", declaration.priority());
    }
    if (!constructible) {
      annotation.addMember("constructible", "false");
    }
    settings
        .map(SettingsAnnotationCode::of)
        .ifPresent(code -> annotation.addMember("settings", "$L", code));
    return annotation.build();
  }

  private static void addIfWritten(AnnotationSpec.Builder annotation, String name, String text) {
    if (!text.isEmpty()) {
      annotation.addMember(name, "$S", text);
    }
  }

  private static void addAll(AnnotationSpec.Builder annotation, String name, List<String> texts) {
    texts.forEach(text -> annotation.addMember(name, "$S", text));
  }

  /** Its types are what the registry's constant is made of. */
  private static MethodSpec factory(TypeModel type, boolean constructible) {
    TypeName configuration = TypeNames.of(type.configuration().type());
    MethodSpec.Builder method =
        MethodSpec.methodBuilder("factory")
            .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
            .addJavadoc("A new factory of {@code $L}.\n", type.name())
            .returns(
                ParameterizedTypeName.get(
                    FACTORY, TypeNames.of(type.connection().type()), configuration));
    if (!constructible) {
      return method
          .addComment("The compiler has said why there is none.")
          .addStatement("throw new $T()", IllegalStateException.class)
          .build();
    }
    FactoryCode code = new FactoryCode(type.factory());
    return method
        .addParameters(Parameters.providers(code.dependencies()))
        .addStatement("return $L", code.construct())
        .build();
  }

  private static MethodSpec binder(TypeModel type) {
    return MethodSpec.methodBuilder("binder")
        .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
        .addJavadoc("What binds the configuration of {@code $L}.\n", type.name())
        .returns(ParameterizedTypeName.get(BINDER, TypeNames.of(type.configuration().type())))
        .addStatement("return new $T()", BinderWriter.binderName(type.configuration().name()))
        .build();
  }
}
