package dev.connections.processor.read;

import dev.connections.processor.model.DependencyModel;
import dev.connections.processor.model.ParameterModel;
import dev.connections.processor.model.ParameterModel.Delivery;
import dev.connections.processor.model.QualifierModel;
import dev.connections.processor.model.Visibility;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.PrimitiveType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.Types;

/** Reads a parameter as a dependency: its type, its qualifier, its wrapping. */
final class DependencyReader {

  private static final Map<String, Delivery> WRAPPINGS =
      Map.of(
          "jakarta.inject.Provider", Delivery.JAKARTA_PROVIDER,
          "javax.inject.Provider", Delivery.JAVAX_PROVIDER,
          "dagger.Lazy", Delivery.LAZY);

  private final Types types;
  private final Annotations annotations;
  private final AnnotationCode code;

  DependencyReader(ProcessingEnvironment environment) {
    this.types = environment.getTypeUtils();
    this.annotations = new Annotations(environment.getElementUtils());
    this.code = new AnnotationCode(environment.getElementUtils());
  }

  /** The dependency, as the parameter declares it. */
  ParameterModel read(VariableElement parameter) {
    return read(parameter, parameter.asType());
  }

  /**
   * The dependency.
   *
   * @param written its type, with the type arguments that are given to the factory
   */
  ParameterModel read(VariableElement parameter, TypeMirror written) {
    TypeMirror type = written;
    Delivery delivery = delivery(type);
    if (delivery != Delivery.OBJECT) {
      type = withoutWildcard(((DeclaredType) type).getTypeArguments().get(0));
    }
    if (type instanceof PrimitiveType primitive) {
      type = types.boxedClass(primitive).asType();
    }
    return new ParameterModel(
        new DependencyModel(TypeReferences.of(type), qualifier(parameter)),
        delivery,
        isPublic(type));
  }

  private static Delivery delivery(TypeMirror type) {
    if (type instanceof DeclaredType declared && declared.getTypeArguments().size() == 1) {
      String name = ((TypeElement) declared.asElement()).getQualifiedName().toString();
      return WRAPPINGS.getOrDefault(name, Delivery.OBJECT);
    }
    return Delivery.OBJECT;
  }

  private static TypeMirror withoutWildcard(TypeMirror type) {
    return type instanceof WildcardType wildcard && wildcard.getExtendsBound() != null
        ? wildcard.getExtendsBound()
        : type;
  }

  /** What is not there has no visibility; the compiler says so itself. */
  private static boolean isPublic(TypeMirror type) {
    if (type.getKind() == TypeKind.ERROR) {
      return true;
    }
    if (type instanceof ArrayType array) {
      return isPublic(array.getComponentType());
    }
    return !(type instanceof DeclaredType declared)
        || (TypeReferences.visibility((TypeElement) declared.asElement()) == Visibility.PUBLIC
            && declared.getTypeArguments().stream().allMatch(DependencyReader::isPublic));
  }

  private Optional<QualifierModel> qualifier(VariableElement parameter) {
    for (AnnotationMirror mirror : parameter.getAnnotationMirrors()) {
      TypeElement annotation = (TypeElement) mirror.getAnnotationType().asElement();
      if (annotations.find(annotation, "jakarta.inject.Qualifier").isPresent()
          || annotations.find(annotation, "javax.inject.Qualifier").isPresent()) {
        List<QualifierModel.Member> members = new ArrayList<>();
        for (Map.Entry<? extends ExecutableElement, ? extends AnnotationValue> entry :
            mirror.getElementValues().entrySet()) {
          members.add(
              new QualifierModel.Member(
                  entry.getKey().getSimpleName().toString(), code.of(entry.getValue())));
        }
        // The order in which they are written makes no other qualifier.
        members.sort(Comparator.comparing(QualifierModel.Member::name));
        return Optional.of(new QualifierModel(TypeReferences.of(annotation), members));
      }
    }
    return Optional.empty();
  }
}
