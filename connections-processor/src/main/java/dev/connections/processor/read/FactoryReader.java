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
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Types;

/** Reads the factory of a connection type. */
final class FactoryReader {

  private static final List<String> INJECT =
      List.of("jakarta.inject.Inject", "javax.inject.Inject");

  private final Annotations annotations;
  private final Types types;
  private final Supertypes supertypes;
  private final DependencyReader dependencies;
  private final LombokConstructors lombok;

  FactoryReader(ProcessingEnvironment environment) {
    this.annotations = new Annotations(environment.getElementUtils());
    this.types = environment.getTypeUtils();
    this.supertypes = new Supertypes(environment.getTypeUtils());
    this.dependencies = new DependencyReader(environment);
    this.lombok = new LombokConstructors(environment.getElementUtils());
  }

  /** Whether a type is a {@code ConnectionFactory} with type arguments. */
  boolean isFactory(DeclaredType type) {
    return contract(type).isPresent();
  }

  /** The configuration that a factory is written for; none if it is not one. */
  Optional<TypeMirror> takenBy(TypeMirror type) {
    return Supertypes.declared(type)
        .filter(declared -> declared.getKind() == TypeKind.DECLARED)
        .flatMap(this::contract)
        .map(arguments -> arguments.get(1));
  }

  /** The factory; none if it is not one. */
  Optional<FactoryModel> read(DeclaredType type) {
    return contract(type).map(arguments -> read(type, arguments));
  }

  private Optional<List<? extends TypeMirror>> contract(DeclaredType type) {
    return supertypes
        .find(type, Names.CONNECTION_FACTORY)
        .<List<? extends TypeMirror>>map(DeclaredType::getTypeArguments)
        .filter(arguments -> arguments.size() == 2);
  }

  private FactoryModel read(DeclaredType type, List<? extends TypeMirror> contract) {
    TypeElement element = (TypeElement) type.asElement();
    return new FactoryModel(
        TypeReferences.of(type),
        TypeReferences.visibility(element),
        TypeReferences.inner(element),
        element.getKind() != ElementKind.CLASS
            || element.getModifiers().contains(Modifier.ABSTRACT),
        TypeReferences.of(contract.get(0)),
        TypeReferences.of(contract.get(1)),
        lombok.missingIn(element),
        ElementFilter.constructorsIn(element.getEnclosedElements()).stream()
            .map(constructor -> constructor(type, constructor))
            .toList());
  }

  private ConstructorModel constructor(DeclaredType factory, ExecutableElement constructor) {
    List<? extends TypeMirror> written =
        ((ExecutableType) types.asMemberOf(factory, constructor)).getParameterTypes();
    List<ParameterModel> parameters = new ArrayList<>();
    for (int i = 0; i < written.size(); i++) {
      parameters.add(dependencies.read(constructor.getParameters().get(i), written.get(i)));
    }
    return new ConstructorModel(
        TypeReferences.visibility(constructor),
        INJECT.stream().anyMatch(name -> annotations.find(constructor, name).isPresent()),
        constructor.getTypeParameters().stream().map(Object::toString).toList(),
        parameters,
        constructor.getThrownTypes().stream()
            .filter(this::checked)
            .map(thrown -> TypeReferences.of(thrown).text())
            .toList());
  }

  private boolean checked(TypeMirror thrown) {
    return thrown.getKind() == TypeKind.DECLARED && !supertypes.isUnchecked(thrown);
  }
}
