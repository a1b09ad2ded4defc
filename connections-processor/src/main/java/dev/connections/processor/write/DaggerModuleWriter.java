package dev.connections.processor.write;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.connections.processor.model.ConnectionSetModel;
import dev.connections.processor.model.Identifiers;
import dev.connections.processor.model.NamedDependency;
import dev.connections.processor.model.RegistryModel;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Modifier;

/**
 * Writes the Dagger module of an application's registry. The number of its bindings does not depend
 * on the number of types: one source reaches all factories.
 */
final class DaggerModuleWriter {

  private static final ClassName MODULE = ClassName.get("dagger", "Module");
  private static final ClassName PROVIDES = ClassName.get("dagger", "Provides");
  private static final ClassName INTO_SET = ClassName.get("dagger.multibindings", "IntoSet");
  private static final ClassName CONNECTIONS_MODULE =
      ClassName.get("dev.connections.provider", "ConnectionsModule");

  private DaggerModuleWriter() {}

  static JavaFile write(RegistryModel registry, List<ConnectionSetModel> sets) {
    ClassName registryName = TypeNames.of(registry.name());
    List<NamedDependency> dependencies = registry.dependencies();
    TypeSpec.Builder module =
        TypeSpec.interfaceBuilder(registryName.simpleName() + "Module")
            .addModifiers(Modifier.PUBLIC)
            .addJavadoc(
                "Binds a {@link $T} for the types of {@link $T}, and the connection sets. The"
                    + " component\nbinds a {@link $T} and is a {@code @Singleton}.\n",
                TypeNames.PROVIDER,
                registryName,
                TypeNames.CONFIGURATION)
            .addAnnotation(
                AnnotationSpec.builder(MODULE)
                    .addMember("includes", "$T.class", CONNECTIONS_MODULE)
                    .build())
            .addMethod(
                MethodSpec.methodBuilder("types")
                    .addAnnotation(PROVIDES)
                    .addAnnotation(INTO_SET)
                    .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                    .addJavadoc("The types of {@link $T}.\n", registryName)
                    .returns(TypeNames.SOURCE)
                    .addParameters(Parameters.providers(dependencies))
                    .addStatement(
                        "return $T.source($L)", registryName, Parameters.names(dependencies))
                    .build());
    Set<String> taken = new HashSet<>(Set.of("types"));
    for (ConnectionSetModel set : sets) {
      module.addMethod(binding(set, taken));
    }
    return JavaFile.builder(registryName.packageName(), module.build()).build();
  }

  private static MethodSpec binding(ConnectionSetModel set, Set<String> taken) {
    String method = Identifiers.take(Identifiers.decapitalized(set.name().flatName()), taken);
    return MethodSpec.methodBuilder(method)
        .addAnnotation(PROVIDES)
        .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
        .addJavadoc("The connections of {@link $T}.\n", TypeNames.of(set.name()))
        .returns(TypeNames.of(set.name()))
        .addParameter(TypeNames.PROVIDER, "provider")
        .addCode(body(set))
        .build();
  }

  private static CodeBlock body(ConnectionSetModel set) {
    return set.implementable()
        ? CodeBlock.of("return new $T(provider);\n", TypeNames.of(set.openName()))
        : CodeBlock.of("throw new $T();\n", UnsupportedOperationException.class);
  }
}
