package dev.connections.processor.write;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.TypeSpec;
import dev.connections.processor.model.ClassReference;
import dev.connections.processor.model.ClasspathFeatures;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.annotation.processing.Filer;
import javax.annotation.processing.FilerException;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.util.Elements;

/** Hands source files to the compiler; what all of them have in common is added here. */
final class SourceFiles {

  /**
   * What generated code uses of {@code java.lang}; an import saves it from a class of the package.
   */
  private static final List<String> JAVA_LANG =
      List.of(
          "AutoCloseable",
          "Boolean",
          "Class",
          "Double",
          "Error",
          "IllegalArgumentException",
          "Integer",
          "Long",
          "Override",
          "RuntimeException",
          "SuppressWarnings",
          "String",
          "UnsupportedOperationException");

  /**
   * What javac and ecj may say of code that names what users declare: a deprecated record, a
   * package-private class next to another one, a raw type. No one can fix it here.
   */
  private static final AnnotationSpec NO_WARNINGS =
      AnnotationSpec.builder(SuppressWarnings.class)
          .addMember(
              "value",
              "{$S, $S, $S, $S, $S, $S, $S}",
              "all",
              "auxiliaryclass",
              "deprecation",
              "exports",
              "rawtypes",
              "removal",
              "unchecked")
          .build();

  private final Filer filer;
  private final Elements elements;
  private final OriginatingElements originating;
  private final ClasspathFeatures surroundings;
  private final String processor;
  private final List<String> taken = new ArrayList<>();
  private final Map<String, Boolean> shadowing = new HashMap<>();

  /** Files of one processor, which calls itself by its class. */
  SourceFiles(
      ProcessingEnvironment environment,
      OriginatingElements originating,
      ClasspathFeatures surroundings,
      String processor) {
    this.filer = environment.getFiler();
    this.elements = environment.getElementUtils();
    this.originating = originating;
    this.surroundings = surroundings;
    this.processor = processor;
  }

  /** Writes a file that is made from some annotated types. */
  void write(JavaFile file, Collection<ClassReference> from) throws IOException {
    TypeSpec type = file.typeSpec().toBuilder().addAnnotation(NO_WARNINGS).build();
    if (surroundings.generated()) {
      type =
          type.toBuilder()
              .addAnnotation(
                  AnnotationSpec.builder(ClassName.get("javax.annotation.processing", "Generated"))
                      .addMember("value", "$S", processor)
                      .build())
              .build();
    }
    String text =
        JavaFile.builder(file.packageName(), type)
            .indent("  ")
            .skipJavaLangImports(!shadowsJavaLang(file.packageName()))
            .build()
            .toString();
    text = SourceLayout.of(text);
    String name =
        file.packageName().isEmpty() ? type.name() : file.packageName() + "." + type.name();
    try (Writer writer = filer.createSourceFile(name, originating.of(from)).openWriter()) {
      writer.write(text);
    } catch (FilerException alreadyThere) {
      taken.add(name);
    }
  }

  /** The classes that could not be written because they exist already. */
  List<String> taken() {
    return List.copyOf(taken);
  }

  /** Asked for each file, while the compiler looks for each missing class again. */
  private boolean shadowsJavaLang(String packageName) {
    return shadowing.computeIfAbsent(
        packageName,
        in ->
            JAVA_LANG.stream().anyMatch(name -> elements.getTypeElement(in + "." + name) != null));
  }
}
