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
import dev.connections.processor.model.AccessorModel;
import dev.connections.processor.model.ConnectionSetModel;
import dev.connections.processor.model.ConstantName;
import dev.connections.processor.model.Identifiers;
import dev.connections.processor.model.NamedDependency;
import dev.connections.processor.model.RegistryModel;
import dev.connections.processor.model.Visibility;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Modifier;

/**
 * Writes the implementation of a connection set. Of a set that cannot be implemented, which has
 * been reported, it writes the same class without its interface, so that code that names it
 * compiles.
 */
final class ConnectionSetWriter {

  private static final ClassName KEY = ClassName.get("dev.connections", "ConnectionKey");
  private static final TypeName KEYS =
      ParameterizedTypeName.get(
          ClassName.get(List.class),
          WildcardTypeName.subtypeOf(
              ParameterizedTypeName.get(KEY, WildcardTypeName.subtypeOf(Object.class))));

  private final ConnectionSetModel set;
  private final Optional<RegistryModel> registry;
  private final ClassName name;
  private final List<AccessorModel> accessors;
  private final Map<AccessorModel, String> constants = new HashMap<>();
  private final Map<AccessorModel, String> fields = new HashMap<>();
  private final Modifier[] visibility;

  /** The registry is what the openers use; without an application's registry there are none. */
  ConnectionSetWriter(ConnectionSetModel set, Optional<RegistryModel> registry) {
    this.set = set;
    this.registry = registry.filter(candidate -> !candidate.library());
    this.name = TypeNames.of(set.openName());
    this.accessors = set.implementableAccessors();
    nameVariables();
    this.visibility =
        set.visibility() == Visibility.PUBLIC ? new Modifier[] {Modifier.PUBLIC} : new Modifier[0];
  }

  JavaFile write() {
    TypeSpec.Builder type =
        TypeSpec.classBuilder(name)
            .addModifiers(visibility)
            .addModifiers(Modifier.FINAL)
            .addSuperinterfaces(set.implementable() ? List.of(TypeNames.of(set.name())) : List.of())
            .addSuperinterface(AutoCloseable.class)
            .addJavadoc(
                "The connections of {@code $L}, out of a provider. Thread-safe.\n",
                set.name().simpleName());
    if (set.implementable()) {
      type.alwaysQualify(set.members().toArray(String[]::new));
    }
    for (AccessorModel accessor : accessors) {
      type.addField(key(accessor));
    }
    type.addField(keys())
        .addField(TypeNames.PROVIDER, "provider", Modifier.PRIVATE, Modifier.FINAL);
    for (AccessorModel accessor : accessors) {
      type.addField(connection(accessor), field(accessor), Modifier.PRIVATE, Modifier.FINAL);
    }
    type.addMethod(constructor());
    registry.ifPresent(opened -> addOpeners(type, opened));
    accessors.forEach(accessor -> type.addMethod(accessor(accessor)));
    return JavaFile.builder(
            name.packageName(), type.addMethod(provider()).addMethod(close()).build())
        .build();
  }

  private static TypeName connection(AccessorModel accessor) {
    return TypeNames.of(accessor.returns().orElseThrow());
  }

  /**
   * Gives each accessor a constant for its key and a field. Two methods may differ in capitals
   * only, and a variable hides the class or the package of its name.
   */
  private void nameVariables() {
    Set<String> taken = new HashSet<>(set.rootPackages());
    taken.addAll(List.of("KEYS", "provider", KEY.simpleName(), "List", "Connections"));
    taken.add(TypeNames.CONFIGURATION.simpleName());
    taken.addAll(name.simpleNames());
    registry.ifPresent(opened -> taken.add(opened.name().simpleName()));
    registry.ifPresent(opened -> taken.add(opened.name().rootPackage()));
    for (AccessorModel accessor : accessors) {
      String wanted = ConstantName.of(accessor.method());
      constants.put(accessor, Identifiers.takeConstant(wanted, taken));
    }
    accessors.forEach(accessor -> fields.put(accessor, Identifiers.take(accessor.method(), taken)));
  }

  private String constant(AccessorModel accessor) {
    return String.valueOf(constants.get(accessor));
  }

  private String field(AccessorModel accessor) {
    return String.valueOf(fields.get(accessor));
  }

  private FieldSpec key(AccessorModel accessor) {
    return FieldSpec.builder(
            ParameterizedTypeName.get(KEY, connection(accessor)),
            constant(accessor),
            Modifier.PRIVATE,
            Modifier.STATIC,
            Modifier.FINAL)
        .initializer(
            "$T.of($S, $T.class)",
            KEY,
            accessor.connectionName().orElse(""),
            TypeNames.of(accessor.returns().orElseThrow().rawType()))
        .build();
  }

  private FieldSpec keys() {
    return FieldSpec.builder(KEYS, "KEYS", Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
        .initializer(
            "$T.of($L)",
            List.class,
            accessors.stream()
                .map(accessor -> CodeBlock.of("$N", constant(accessor)))
                .collect(CodeBlock.joining(", ")))
        .build();
  }

  private MethodSpec constructor() {
    MethodSpec.Builder constructor =
        MethodSpec.constructorBuilder()
            .addModifiers(visibility)
            .addJavadoc(
                """
                Takes the connections out of a provider, which {@link #close()} closes.

                @throws $T if the provider lacks one of them
                """,
                ClassName.get("dev.connections.failure", "ConnectionConfigurationException"))
            .addParameter(TypeNames.PROVIDER, "provider")
            .addStatement("provider.require(KEYS)")
            .addStatement("this.provider = provider");
    for (AccessorModel accessor : accessors) {
      constructor.addStatement("this.$N = provider.get($N)", field(accessor), constant(accessor));
    }
    return constructor.build();
  }

  private void addOpeners(TypeSpec.Builder type, RegistryModel opened) {
    List<NamedDependency> dependencies = opened.dependencies();
    type.addMethod(
        opener("Opens what a YAML or JSON file configures. The caller closes it.\n")
            .addParameter(Path.class, "file")
            .addParameters(Parameters.objects(dependencies))
            .addStatement(
                "return open($T.of(file)$L$L)",
                TypeNames.CONFIGURATION,
                dependencies.isEmpty() ? "" : ", ",
                Parameters.names(dependencies))
            .build());
    type.addMethod(
        opener("Opens what is configured. The caller closes it.\n")
            .addParameter(TypeNames.CONFIGURATION, "configuration")
            .addParameters(Parameters.objects(dependencies))
            .addCode(
                CodeBlock.builder()
                    .add("$T provider =\n", TypeNames.PROVIDER)
                    .indent()
                    .indent()
                    .add("$T.builder()\n", ClassName.get("dev.connections.provider", "Connections"))
                    .indent()
                    .indent()
                    .add(".configuration(configuration)\n")
                    .add(
                        ".types($L.source($L))\n",
                        registryCode(opened),
                        Parameters.asProviders(dependencies))
                    .add(".require(KEYS)\n.open();\n")
                    .unindent()
                    .unindent()
                    .unindent()
                    .unindent()
                    .build())
            .beginControlFlow("try")
            .addStatement("return new $T(provider)", name)
            .nextControlFlow("catch ($T | $T failure)", RuntimeException.class, Error.class)
            .beginControlFlow("try")
            .addStatement("provider.close()")
            .nextControlFlow("catch ($T closing)", RuntimeException.class)
            .addStatement("failure.addSuppressed(closing)")
            .endControlFlow()
            .addStatement("throw failure")
            .endControlFlow()
            .build());
  }

  /** Its whole name, if the set has a member of its simple name. */
  private CodeBlock registryCode(RegistryModel opened) {
    return set.members().contains(opened.name().simpleName())
        ? CodeBlock.of("$L", opened.name().canonicalName())
        : CodeBlock.of("$T", TypeNames.of(opened.name()));
  }

  private MethodSpec.Builder opener(String javadoc) {
    return MethodSpec.methodBuilder("open")
        .addModifiers(visibility)
        .addModifiers(Modifier.STATIC)
        .addJavadoc(javadoc)
        .returns(name);
  }

  private MethodSpec accessor(AccessorModel accessor) {
    MethodSpec.Builder method = MethodSpec.methodBuilder(accessor.method());
    if (set.implementable()) {
      method.addAnnotation(Override.class);
    }
    return method
        .addModifiers(Modifier.PUBLIC)
        .returns(connection(accessor))
        .addStatement("return $N", field(accessor))
        .build();
  }

  private static MethodSpec provider() {
    return MethodSpec.methodBuilder("provider")
        .addModifiers(Modifier.PUBLIC)
        .addJavadoc("Where the connections come from.\n")
        .returns(TypeNames.PROVIDER)
        .addStatement("return provider")
        .build();
  }

  private static MethodSpec close() {
    return MethodSpec.methodBuilder("close")
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PUBLIC)
        .addJavadoc("Closes the provider, and with it every connection.\n")
        .addStatement("provider.close()")
        .build();
  }
}
