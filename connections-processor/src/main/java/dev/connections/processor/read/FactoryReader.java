package dev.connections.processor.read;

import dev.connections.processor.model.ConstructorModel;
import dev.connections.processor.model.FactoryModel;
import dev.connections.processor.model.Names;
import dev.connections.processor.model.ParameterModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;

/** Reads the factory of a connection type. */
final class FactoryReader {

  private static final List<String> INJECT =
      List.of("jakarta.inject.Inject", "javax.inject.Inject");

  private final Annotations annotations;
  private final Supertypes supertypes;
  private final DependencyReader dependencies;
  private final LombokConstructors lombok;

  FactoryReader(ProcessingEnvironment environment) {
    this.annotations = new Annotations(environment.getElementUtils());
    this.supertypes = new Supertypes(environment.getTypeUtils());
    this.dependencies = new DependencyReader(environment);
    this.lombok = new LombokConstructors(environment.getElementUtils());
  }

  /** The factory; none if it is not a {@code ConnectionFactory} with type arguments. */
  Optional<FactoryModel> read(DeclaredType type) {
    Optional<DeclaredType> contract = supertypes.find(type, Names.CONNECTION_FACTORY);
    if (contract.isEmpty() || contract.get().getTypeArguments().size() != 2) {
      return Optional.empty();
    }
    List<? extends TypeMirror> arguments = contract.get().getTypeArguments();
    TypeElement element = (TypeElement) type.asElement();
    return Optional.of(
        new FactoryModel(
            TypeReferences.of(type),
            TypeReferences.visibility(element),
            TypeReferences.inner(element),
            element.getKind() != ElementKind.CLASS
                || element.getModifiers().contains(Modifier.ABSTRACT),
            TypeReferences.of(arguments.get(0)),
            TypeReferences.of(arguments.get(1)),
            lombok.missingIn(element),
            ElementFilter.constructorsIn(element.getEnclosedElements()).stream()
                .map(this::constructor)
                .toList()));
  }

  private ConstructorModel constructor(ExecutableElement constructor) {
    List<ParameterModel> parameters = new ArrayList<>();
    for (VariableElement parameter : constructor.getParameters()) {
      parameters.add(dependencies.read(parameter));
    }
    return new ConstructorModel(
        TypeReferences.visibility(constructor),
        INJECT.stream().anyMatch(name -> annotations.find(constructor, name).isPresent()),
        parameters,
        constructor.getThrownTypes().stream()
            .filter(this::checked)
            .map(thrown -> TypeReferences.of(thrown).text())
            .toList());
  }

  private boolean checked(TypeMirror thrown) {
    return thrown.getKind() == TypeKind.DECLARED
        && !supertypes.has(thrown, RuntimeException.class.getName())
        && !supertypes.has(thrown, Error.class.getName());
  }
}
