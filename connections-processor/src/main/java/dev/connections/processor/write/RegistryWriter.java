package dev.connections.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.connections.processor.model.ClasspathFeatures;
import dev.connections.processor.model.NamedDependency;
import dev.connections.processor.model.RegistryModel;
import dev.connections.processor.model.RegistryModel.Listed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/**
 * Writes the registry. Constants that are too many for the static initializer of one class are
 * spread over interfaces that the registry inherits from.
 */
final class RegistryWriter {

  private static final int TYPES_PER_CLASS = 250;

  private final RegistryModel registry;
  private final ClasspathFeatures surroundings;
  private final ConstantCode constants;
  private final List<NamedDependency> dependencies;

  RegistryWriter(RegistryModel registry, ClasspathFeatures surroundings) {
    this.registry = registry;
    this.surroundings = surroundings;
    this.constants = new ConstantCode(registry);
    this.dependencies = registry.dependencies();
  }

  List<JavaFile> write() {
    List<TypeSpec> files = new ArrayList<>();
    TypeSpec.Builder type =
        TypeSpec.classBuilder(TypeNames.of(registry.name()))
            .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
            .addJavadoc(javadoc())
            .alwaysQualify(namesOfPackages());
    LinkCode links = new LinkCode(registry);
    MetadataCode metadata = new MetadataCode(registry);
    LookupCode lookups = new LookupCode(registry, constants, surroundings.nullable());
    type.addFields(links.comparisons());
    type.addField(lookups.table());
    addConstants(type, files);
    type.addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build());
    lookups.addTo(type);
    SourceCode source = new SourceCode(registry, constants);
    type.addMethod(source.method()).addMethod(links.method());
    if (!registry.library()) {
      addOpen(type);
    }
    if (!registry.listedOwn().isEmpty()) {
      new DetailsCode(registry).addTo(type);
      new ClassesCode(registry).addTo(type);
    }
    type.addType(source.type());
    metadata.addTo(type);
    files.add(0, type.build());
    return files.stream()
        .map(file -> JavaFile.builder(registry.name().packageName(), file).build())
        .toList();
  }

  /**
   * Simple names of registries that packages have as well: if one were imported, the compiler would
   * take it for the package where another class has to be written with its package.
   */
  private String[] namesOfPackages() {
    return registry.included().stream()
        .map(included -> included.name().simpleName())
        .filter(registry.rootPackages()::contains)
        .distinct()
        .toArray(String[]::new);
  }

  private CodeBlock javadoc() {
    String what =
        registry.library()
            ? "The connection types of this library, for registries that include it"
            : "The connection types of this application";
    CodeBlock.Builder text = CodeBlock.builder().add("$L: a constant for each, and lookups", what);
    registry
        .declaredBy()
        .ifPresent(root -> text.add(". Declared by {@code $L}", root.simpleName()));
    return text.add(
            ".\n\n<p>The classes of a type are loaded when it is used. Lookups allocate nothing;"
                + " lists\nare immutable. Thread-safe.\n")
        .build();
  }

  private void addConstants(TypeSpec.Builder type, List<TypeSpec> files) {
    List<Listed> listed = registry.listed();
    if (listed.size() <= TYPES_PER_CLASS) {
      type.addFields(fields(listed));
      return;
    }
    List<Listed> own = registry.listedOwn();
    for (int from = 0; from < own.size(); from += TYPES_PER_CLASS) {
      String part = registry.name().simpleName() + "Part" + (from / TYPES_PER_CLASS + 1);
      files.add(part(part, own.subList(from, Math.min(from + TYPES_PER_CLASS, own.size()))));
      type.addSuperinterface(TypeNames.of(registry.name().sibling(part)));
    }
    // Those of other registries stay here, behind the comparison with what they were.
    type.addFields(fields(listed.stream().filter(one -> one.from().isPresent()).toList()));
  }

  private TypeSpec part(String name, List<Listed> types) {
    return TypeSpec.interfaceBuilder(name)
        .addJavadoc(
            "Constants of {@link $T}: too many for one class.\n", TypeNames.of(registry.name()))
        .addFields(fields(types))
        .build();
  }

  private List<FieldSpec> fields(List<Listed> types) {
    return types.stream().filter(Listed::exported).map(constants::constant).toList();
  }

  private void addOpen(TypeSpec.Builder type) {
    CodeBlock names = Parameters.names(dependencies);
    type.addMethod(
        open("Opens what a YAML or JSON file configures. The caller closes the provider.\n")
            .addParameter(Path.class, "file")
            .addParameters(Parameters.objects(dependencies))
            .addStatement(
                "return open($T.of(file)$L$L)",
                TypeNames.CONFIGURATION,
                dependencies.isEmpty() ? "" : ", ",
                names)
            .build());
    type.addMethod(
        open("Opens what is configured. The caller closes the provider.\n")
            .addParameter(TypeNames.CONFIGURATION, "configuration")
            .addParameters(Parameters.objects(dependencies))
            .addStatement(
                "return $T.builder()\n.configuration(configuration)\n.types(source($L))\n.open()",
                ClassName.get("dev.connections.provider", "Connections"),
                Parameters.asProviders(dependencies))
            .build());
  }

  private static MethodSpec.Builder open(String javadoc) {
    return MethodSpec.methodBuilder("open")
        .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
        .addJavadoc(javadoc)
        .returns(TypeNames.PROVIDER);
  }
}
