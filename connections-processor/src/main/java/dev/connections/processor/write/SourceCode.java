package dev.connections.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.connections.processor.model.ClassReference;
import dev.connections.processor.model.DependencyModel;
import dev.connections.processor.model.EntryModel;
import dev.connections.processor.model.Identifiers;
import dev.connections.processor.model.IncludedRegistryModel;
import dev.connections.processor.model.NamedDependency;
import dev.connections.processor.model.RegistryModel;
import dev.connections.processor.model.RegistryModel.Listed;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/** Writes the {@code ConnectionTypeSource} of a registry: what reaches factories and binders. */
final class SourceCode {

  private static final TypeName FACTORIES =
      ParameterizedTypeName.get(
          ClassName.get(Map.class), ClassName.get(Integer.class), TypeNames.ANY_FACTORY);

  private final RegistryModel registry;
  private final ConstantCode constants;
  private final List<EntryModel> types;
  private final List<NamedDependency> dependencies;
  private final FactoryCode factories;
  private final Map<IncludedRegistryModel, String> includedFields;

  SourceCode(RegistryModel registry, ConstantCode constants) {
    this.registry = registry;
    this.constants = constants;
    this.types = registry.constructible();
    this.dependencies = registry.dependencies();
    this.factories = new FactoryCode(registry);
    this.includedFields = includedFields(registry);
  }

  /** The public method that makes one. */
  MethodSpec method() {
    return MethodSpec.methodBuilder("source")
        .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
        .addJavadoc("What a provider needs to open connections of these types.\n")
        .returns(TypeNames.SOURCE)
        .addParameters(Parameters.providers(dependencies))
        .addStatement(
            "return $N.of($L)",
            TypeNames.nested(registry, "Source"),
            Parameters.names(dependencies))
        .build();
  }

  /** In here, so that verifying the registry does not load what a source is. */
  private MethodSpec of() {
    return MethodSpec.methodBuilder("of")
        .addModifiers(Modifier.STATIC)
        .returns(TypeNames.SOURCE)
        .addParameters(
            dependencies.stream()
                .map(
                    named ->
                        ParameterSpec.builder(TypeNames.provider(named.dependency()), named.name())
                            .build())
                .toList())
        .addStatement(
            "return new $N($L)",
            TypeNames.nested(registry, "Source"),
            Parameters.names(dependencies))
        .build();
  }

  /** The nested class. */
  TypeSpec type() {
    TypeSpec.Builder source =
        TypeSpec.classBuilder(TypeNames.nested(registry, "Source"))
            .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
            .addSuperinterface(TypeNames.SOURCE);
    addFields(source);
    source.addMethod(of());
    source
        .addMethod(override("types", TypeNames.DESCRIPTORS).addStatement("return all()").build())
        .addMethod(registries());
    if (!registry.renumbered().isEmpty()) {
      source.addMethod(id());
    }
    source.addMethod(factory()).addMethod(binder());
    if (!types.isEmpty()) {
      newFactory().methods().forEach(source::addMethod);
      newBinder().methods().forEach(source::addMethod);
    }
    return source.addMethod(unknown()).build();
  }

  private void addFields(TypeSpec.Builder source) {
    if (!types.isEmpty()) {
      source
          .addField(
              FieldSpec.builder(ReentrantLock.class, "lock", Modifier.PRIVATE, Modifier.FINAL)
                  .initializer("new $T()", ReentrantLock.class)
                  .build())
          .addField(
              FieldSpec.builder(FACTORIES, "factories", Modifier.PRIVATE, Modifier.FINAL)
                  .initializer("new $T<>()", HashMap.class)
                  .build());
    }
    MethodSpec.Builder constructor = MethodSpec.constructorBuilder();
    for (NamedDependency named : dependencies) {
      TypeName provider = TypeNames.provider(named.dependency());
      constructor.addParameter(provider, named.name());
      if (usedHere(named)) {
        source.addField(provider, named.name(), Modifier.PRIVATE, Modifier.FINAL);
        constructor.addStatement("this.$1N = $1N", named.name());
      }
    }
    includedFields.forEach(
        (included, field) -> {
          source.addField(TypeNames.SOURCE, field, Modifier.PRIVATE, Modifier.FINAL);
          constructor.addStatement(
              "this.$N = $T.source($L)",
              field,
              TypeNames.of(included.name()),
              Parameters.names(needed(included.dependencies())));
        });
    source.addMethod(constructor.build());
  }

  private boolean usedHere(NamedDependency named) {
    return types.stream().anyMatch(type -> type.dependencies().contains(named.dependency()));
  }

  private List<NamedDependency> needed(List<DependencyModel> needed) {
    return needed.stream()
        .map(
            dependency ->
                dependencies.stream()
                    .filter(named -> named.dependency().equals(dependency))
                    .findFirst()
                    .orElseThrow())
        .toList();
  }

  /** The included registries with the names of the fields for their sources. */
  private static Map<IncludedRegistryModel, String> includedFields(RegistryModel registry) {
    Set<String> taken = new HashSet<>(Set.of("lock", "factories"));
    registry.dependencies().forEach(named -> taken.add(named.name()));
    taken.addAll(registry.rootPackages());
    Map<IncludedRegistryModel, String> fields = new LinkedHashMap<>();
    for (IncludedRegistryModel included : registry.included()) {
      String wanted = Identifiers.decapitalized(included.name().simpleName());
      fields.put(included, Identifiers.take(wanted, taken));
    }
    return fields;
  }

  private static MethodSpec.Builder override(String name, TypeName returns) {
    return MethodSpec.methodBuilder(name)
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PUBLIC)
        .returns(returns);
  }

  private MethodSpec registries() {
    CodeBlock names =
        Stream.concat(Stream.of(registry.name().canonicalName()), registry.allIncludes().stream())
            .map(name -> CodeBlock.of("$S", name))
            .collect(CodeBlock.joining(",$W"));
    TypeName list = ParameterizedTypeName.get(List.class, String.class);
    return override("registries", list).addStatement("return $T.of($L)", List.class, names).build();
  }

  /** Under which id a type is listed here, where that is not its own. */
  private MethodSpec id() {
    MethodSpec.Builder method =
        override("id", TypeName.INT).addParameter(TypeNames.ANY_DESCRIPTOR, "type");
    for (Listed listed : registry.renumbered()) {
      method
          .beginControlFlow("if (type == $L)", constants.reference(listed))
          .addStatement("return $L", listed.id())
          .endControlFlow();
    }
    return method.addStatement("return type.id()").build();
  }

  private MethodSpec factory() {
    MethodSpec.Builder method =
        override("factory", TypeNames.ANY_FACTORY).addParameter(TypeNames.ANY_DESCRIPTOR, "type");
    method.addCode(requireListed()).addCode(delegation("factory"));
    if (types.isEmpty()) {
      return method.addStatement("throw unknown(type)").build();
    }
    return method
        .addStatement("lock.lock()")
        .beginControlFlow("try")
        .addStatement("$T factory = factories.get(type.id())", TypeNames.ANY_FACTORY)
        .beginControlFlow("if (factory == null)")
        .addStatement("factory = newFactory(type.id())")
        .addStatement("factories.put(type.id(), factory)")
        .endControlFlow()
        .addStatement("return factory")
        .nextControlFlow("finally")
        .addStatement("lock.unlock()")
        .endControlFlow()
        .build();
  }

  private MethodSpec binder() {
    MethodSpec.Builder method =
        override("binder", TypeNames.ANY_BINDER).addParameter(TypeNames.ANY_DESCRIPTOR, "type");
    method.addCode(requireListed()).addCode(delegation("binder"));
    return types.isEmpty()
        ? method.addStatement("throw unknown(type)").build()
        : method.addStatement("return newBinder(type.id())").build();
  }

  /** Hands over to the included registry that has the type. */
  private CodeBlock delegation(String method) {
    CodeBlock.Builder code = CodeBlock.builder();
    includedFields.forEach(
        (included, field) ->
            code.beginControlFlow(
                    "if ($T.getByName(type.name()) == type)", TypeNames.of(included.name()))
                .addStatement("return $N.$N(type)", field, method)
                .endControlFlow());
    return code.build();
  }

  /** A type of an included registry may have been left out here, and another have its id. */
  private static CodeBlock requireListed() {
    return CodeBlock.builder()
        .beginControlFlow("if (getByName(type.name()) != type)")
        .addStatement("throw unknown(type)")
        .endControlFlow()
        .build();
  }

  private MethodSpec unknown() {
    return MethodSpec.methodBuilder("unknown")
        .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
        .returns(IllegalArgumentException.class)
        .addParameter(TypeNames.ANY_DESCRIPTOR, "type")
        .addStatement(
            "return new $T(\"'\" + type + $S)",
            IllegalArgumentException.class,
            "' is not a connection type of " + registry.name())
        .build();
  }

  private Dispatch newFactory() {
    Dispatch dispatch = new Dispatch("newFactory", TypeNames.ANY_FACTORY, Modifier.PRIVATE);
    for (EntryModel type : types) {
      int bytes = 20 + 15 * type.dependencies().size();
      dispatch.add(type.id(), factories.inRegistry(type), bytes);
    }
    return dispatch;
  }

  private Dispatch newBinder() {
    Dispatch dispatch =
        new Dispatch("newBinder", TypeNames.ANY_BINDER, Modifier.PRIVATE, Modifier.STATIC);
    for (EntryModel type : types) {
      ClassReference configuration = type.configuration().orElseThrow().rawType();
      dispatch.add(type.id(), CodeBlock.of("new $T()", BinderWriter.binderName(configuration)), 20);
    }
    return dispatch;
  }
}
