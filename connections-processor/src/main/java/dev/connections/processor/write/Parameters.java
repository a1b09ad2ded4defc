package dev.connections.processor.write;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.ParameterSpec;
import dev.connections.processor.model.NamedDependency;
import java.util.List;
import java.util.function.Function;

/** The dependencies of a registry as parameters and arguments. */
final class Parameters {

  private Parameters() {}

  /** {@code @Named("x") Provider<DataSource> x}, for whoever injects. */
  static List<ParameterSpec> providers(List<NamedDependency> dependencies) {
    return dependencies.stream().map(Parameters::provider).toList();
  }

  private static ParameterSpec provider(NamedDependency dependency) {
    ParameterSpec.Builder parameter =
        ParameterSpec.builder(TypeNames.provider(dependency.dependency()), dependency.name());
    dependency
        .dependency()
        .qualifier()
        .ifPresent(qualifier -> parameter.addAnnotation(TypeNames.of(qualifier)));
    return parameter.build();
  }

  /** {@code DataSource x}, for whoever calls. */
  static List<ParameterSpec> objects(List<NamedDependency> dependencies) {
    return dependencies.stream()
        .map(
            dependency ->
                ParameterSpec.builder(
                        TypeNames.of(dependency.dependency().type()), dependency.name())
                    .build())
        .toList();
  }

  /** {@code x, y}. */
  static CodeBlock names(List<NamedDependency> dependencies) {
    return list(dependencies, dependency -> CodeBlock.of("$N", dependency.name()));
  }

  /** {@code () -> x, () -> y}: objects as providers. */
  static CodeBlock asProviders(List<NamedDependency> dependencies) {
    return list(dependencies, dependency -> CodeBlock.of("() -> $N", dependency.name()));
  }

  private static CodeBlock list(
      List<NamedDependency> dependencies, Function<NamedDependency, CodeBlock> code) {
    return dependencies.stream().map(code).collect(CodeBlock.joining(", "));
  }
}
