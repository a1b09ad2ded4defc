package dev.connections.processor.write;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.TypeSpec;
import dev.connections.processor.model.ClassReference;
import dev.connections.processor.model.DeclarationModel;

/** Writes the small classes next to a connection type that carry an annotation and nothing else. */
final class MarkerClassWriter {

  private static final ClassName DESCRIPTION =
      ClassName.get("dev.connections.annotations", "GeneratedDescription");
  private static final ClassName AWAITED =
      ClassName.get("dev.connections.annotations", "AwaitedConnectionType");

  private MarkerClassWriter() {}

  /** Keeps what only the documentation comment says, which is not in the class file. */
  static JavaFile write(DeclarationModel declaration) {
    return file(
        declaration.declaredBy().descriptionName(),
        "What the documentation comment of {@code $L} says.\n",
        declaration.declaredBy(),
        AnnotationSpec.builder(DESCRIPTION)
            .addMember("description", "$L", TextCode.of(declaration.description()))
            .build());
  }

  /** Announces a type or a set that names what does not exist yet. */
  static JavaFile announce(ClassReference type) {
    return file(
        type.awaitedName(),
        "{@code $L} had to wait for what another processor generates.\n",
        type,
        AnnotationSpec.builder(AWAITED).addMember("value", "$S", type.canonicalName()).build());
  }

  private static JavaFile file(
      ClassReference name, String javadoc, ClassReference type, AnnotationSpec annotation) {
    return JavaFile.builder(
            name.packageName(),
            TypeSpec.interfaceBuilder(TypeNames.of(name))
                .addJavadoc(javadoc, type.simpleName())
                .addAnnotation(annotation)
                .build())
        .build();
  }
}
