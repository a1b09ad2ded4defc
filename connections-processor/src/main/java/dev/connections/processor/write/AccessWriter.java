package dev.connections.processor.write;

import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.connections.processor.model.ClassReference;
import dev.connections.processor.model.EntryModel;
import dev.connections.processor.model.RegistryModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.lang.model.element.Modifier;

/** Writes what lets a registry construct the package-private factories of another package. */
final class AccessWriter {

  private final RegistryModel registry;
  private final FactoryCode factories;

  AccessWriter(RegistryModel registry) {
    this.registry = registry;
    this.factories = new FactoryCode(registry);
  }

  /** One class a package; none where the registry reaches everything itself. */
  List<JavaFile> write() {
    Map<String, List<EntryModel>> packages = new TreeMap<>();
    for (EntryModel type : registry.constructible()) {
      if (factories.throughEntry(type)) {
        packages
            .computeIfAbsent(
                type.factory().orElseThrow().name().packageName(), name -> new ArrayList<>())
            .add(type);
      }
    }
    List<JavaFile> files = new ArrayList<>();
    packages.forEach((name, types) -> files.add(write(factories.accessName(name), types)));
    return files;
  }

  private JavaFile write(ClassReference name, List<EntryModel> types) {
    TypeSpec.Builder entry =
        TypeSpec.classBuilder(TypeNames.of(name))
            .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
            .addJavadoc(
                "For the generated code of {@link $T} only: constructs what is not public.\n",
                TypeNames.of(registry.name()))
            .addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build());
    for (EntryModel type : types) {
      entry.addMethod(
          MethodSpec.methodBuilder(FactoryCode.entryMethod(type))
              .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
              .addJavadoc("The factory of {@code $L}.\n", type.name())
              .returns(TypeNames.ANY_FACTORY)
              .addParameters(Parameters.providers(factories.needed(type)))
              .addStatement("return $L", factories.construct(type))
              .build());
    }
    return JavaFile.builder(name.packageName(), entry.build()).build();
  }
}
