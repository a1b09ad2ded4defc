package dev.connections.processor.write;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.WildcardTypeName;
import dev.connections.processor.model.ClassReference;
import dev.connections.processor.model.DependencyModel;
import dev.connections.processor.model.QualifierModel;
import dev.connections.processor.model.RegistryModel;
import dev.connections.processor.model.TypeReference;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** From names of the model to names of JavaPoet, and the names of what generated code uses. */
final class TypeNames {

  static final ClassName DESCRIPTOR = ClassName.get("dev.connections", "ConnectionTypeDescriptor");
  static final ClassName PROVIDER = ClassName.get("dev.connections", "ConnectionProvider");
  static final ClassName CONFIGURATION =
      ClassName.get("dev.connections", "ConnectionsConfiguration");
  static final ClassName SOURCE =
      ClassName.get("dev.connections.spi.registry", "ConnectionTypeSource");
  static final ClassName INJECTED = ClassName.get("jakarta.inject", "Provider");

  /** {@code ConnectionTypeDescriptor<?, ?>}. */
  static final TypeName ANY_DESCRIPTOR = wildcards(DESCRIPTOR, 2);

  /** {@code ConnectionFactory<?, ?>}. */
  static final TypeName ANY_FACTORY =
      wildcards(ClassName.get("dev.connections.spi", "ConnectionFactory"), 2);

  /** {@code ConfigurationBinder<?>}. */
  static final TypeName ANY_BINDER =
      wildcards(ClassName.get("dev.connections.spi.binding", "ConfigurationBinder"), 1);

  /** {@code List<ConnectionTypeDescriptor<?, ?>>}. */
  static final TypeName DESCRIPTORS =
      ParameterizedTypeName.get(ClassName.get(List.class), ANY_DESCRIPTOR);

  private static final Map<String, TypeName> PRIMITIVES =
      Map.of(
          "boolean", TypeName.BOOLEAN,
          "byte", TypeName.BYTE,
          "short", TypeName.SHORT,
          "int", TypeName.INT,
          "long", TypeName.LONG,
          "char", TypeName.CHAR,
          "float", TypeName.FLOAT,
          "double", TypeName.DOUBLE);

  private TypeNames() {}

  /** The name of a class nested in a registry, which may be called like it. */
  static String nested(RegistryModel registry, String name) {
    return registry.name().simpleName().equals(name) ? "Its" + name : name;
  }

  private static TypeName wildcards(ClassName type, int count) {
    TypeName[] arguments = new TypeName[count];
    Arrays.fill(arguments, WildcardTypeName.subtypeOf(Object.class));
    return ParameterizedTypeName.get(type, arguments);
  }

  static ClassName of(ClassReference name) {
    List<String> simpleNames = name.simpleNames();
    return ClassName.get(
        name.packageName(),
        simpleNames.get(0),
        simpleNames.subList(1, simpleNames.size()).toArray(String[]::new));
  }

  static TypeName of(TypeReference type) {
    if (type instanceof TypeReference.OfClass ofClass) {
      ClassName rawType = of(ofClass.rawType());
      return ofClass.arguments().isEmpty()
          ? rawType
          : ParameterizedTypeName.get(
              rawType, ofClass.arguments().stream().map(TypeNames::of).toArray(TypeName[]::new));
    }
    if (type instanceof TypeReference.OfArray array) {
      return ArrayTypeName.of(of(array.component()));
    }
    if (type instanceof TypeReference.OfWildcard wildcard) {
      return wildcard
          .superBound()
          .map(bound -> WildcardTypeName.supertypeOf(of(bound)))
          .orElseGet(
              () ->
                  WildcardTypeName.subtypeOf(
                      wildcard
                          .extendsBound()
                          .map(TypeNames::of)
                          .orElse(ClassName.get(Object.class))));
    }
    TypeName primitive = PRIMITIVES.get(type.text());
    return primitive == null ? ClassName.bestGuess(type.text()) : primitive;
  }

  /** {@code ConnectionTypeDescriptor} of a connection and its configuration. */
  static TypeName descriptor(TypeReference connection, TypeReference configuration) {
    return ParameterizedTypeName.get(DESCRIPTOR, of(connection), of(configuration));
  }

  /** {@code Provider} of a dependency. */
  static TypeName provider(DependencyModel dependency) {
    return ParameterizedTypeName.get(INJECTED, of(dependency.type()));
  }

  static AnnotationSpec of(QualifierModel qualifier) {
    AnnotationSpec.Builder annotation = AnnotationSpec.builder(of(qualifier.type()));
    qualifier.members().forEach(member -> annotation.addMember(member.name(), "$L", member.code()));
    return annotation.build();
  }
}
