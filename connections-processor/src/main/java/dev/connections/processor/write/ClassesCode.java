package dev.connections.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.WildcardTypeName;
import dev.connections.processor.model.ClassReference;
import dev.connections.processor.model.EntryModel;
import dev.connections.processor.model.RegistryModel;
import dev.connections.processor.model.RegistryModel.Listed;
import dev.connections.processor.model.TypeReference;
import java.util.Optional;
import java.util.function.Function;
import javax.lang.model.element.Modifier;

/**
 * Writes the nested classes that give the classes of types: a small one, which comes with the
 * details of a type, and one with all that it takes.
 */
final class ClassesCode {

  private static final TypeName ANY_CLASS =
      ParameterizedTypeName.get(
          ClassName.get(Class.class), WildcardTypeName.subtypeOf(Object.class));

  private final RegistryModel registry;

  ClassesCode(RegistryModel registry) {
    this.registry = registry;
  }

  void addTo(TypeSpec.Builder type) {
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
    add(classes, literals, "connectionClass", EntryModel::connection);
    add(classes, literals, "configurationClass", EntryModel::configuration);
    type.addType(classes.build()).addType(literals.build());
  }

  private String literalsName() {
    return TypeNames.nested(registry, "ClassLiterals");
  }

  private void add(
      TypeSpec.Builder classes,
      TypeSpec.Builder literals,
      String method,
      Function<EntryModel, Optional<TypeReference.OfClass>> part) {
    Dispatch dispatch = new Dispatch(method, ANY_CLASS, Modifier.STATIC);
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
            .returns(ANY_CLASS)
            .addStatement("return $N.$N(id)", literalsName(), method)
            .build());
  }
}
