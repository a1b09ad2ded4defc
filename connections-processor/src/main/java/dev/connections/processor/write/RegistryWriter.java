package dev.connections.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.WildcardTypeName;
import dev.connections.processor.model.ClassReference;
import dev.connections.processor.model.ClasspathFeatures;
import dev.connections.processor.model.EntryModel;
import dev.connections.processor.model.NamedDependency;
import dev.connections.processor.model.RegistryModel;
import dev.connections.processor.model.RegistryModel.Listed;
import dev.connections.processor.model.TypeReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
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
    type.addFields(links.comparisons());
    addConstants(type, files);
    type.addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build());
    LookupCode lookups = new LookupCode(registry, constants, surroundings.nullable());
    type.addField(lookups.table());
    lookups.addTo(type);
    SourceCode source = new SourceCode(registry, constants);
    type.addMethod(source.method()).addMethod(links.method());
    if (!registry.library()) {
      addOpen(type);
    }
    if (!registry.own().isEmpty()) {
      addClasses(type);
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

  /**
   * The nested classes that give the classes of types: one that every descriptor holds, and that
   * first use loads, and one with all that it takes.
   */
  private void addClasses(TypeSpec.Builder type) {
    TypeName anyClass =
        ParameterizedTypeName.get(
            ClassName.get(Class.class), WildcardTypeName.subtypeOf(Object.class));
    ClassName name =
        TypeNames.of(registry.name()).nestedClass(TypeNames.nested(registry, "Classes"));
    TypeSpec.Builder classes =
        TypeSpec.classBuilder(name.simpleName())
            .addModifiers(Modifier.STATIC, Modifier.FINAL)
            .addJavadoc("Loads the classes of a type when asked.\n")
            .addSuperinterface(TypeNames.DESCRIPTOR.nestedClass("Classes"))
            .addField(
                FieldSpec.builder(name, "INSTANCE", Modifier.STATIC, Modifier.FINAL)
                    .initializer("new $T()", name)
                    .build());
    TypeSpec.Builder literals =
        TypeSpec.classBuilder(literalsName())
            .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL);
    addClasses(classes, literals, "connectionClass", anyClass, EntryModel::connection);
    addClasses(classes, literals, "configurationClass", anyClass, EntryModel::configuration);
    type.addType(classes.build()).addType(literals.build());
  }

  private String literalsName() {
    return TypeNames.nested(registry, "ClassLiterals");
  }

  private void addClasses(
      TypeSpec.Builder classes,
      TypeSpec.Builder literals,
      String method,
      TypeName anyClass,
      Function<EntryModel, Optional<TypeReference.OfClass>> part) {
    Dispatch dispatch = new Dispatch(method, anyClass, Modifier.STATIC);
    for (Listed listed : registry.listedOwn()) {
      ClassReference name = part.apply(listed.entry()).orElseThrow().rawType();
      dispatch.add(listed.id(), CodeBlock.of("$T.class", TypeNames.of(name)), 16);
    }
    dispatch.methods().forEach(literals::addMethod);
    classes.addMethod(
        MethodSpec.methodBuilder(method)
            .addAnnotation(Override.class)
            .addModifiers(Modifier.PUBLIC)
            .addParameter(int.class, "id")
            .returns(anyClass)
            .addStatement("return $N.$N(id)", literalsName(), method)
            .build());
  }
}
