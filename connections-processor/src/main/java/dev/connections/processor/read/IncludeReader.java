package dev.connections.processor.read;

import dev.connections.processor.model.ClassReference;
import dev.connections.processor.model.DependencyModel;
import dev.connections.processor.model.DescribedType;
import dev.connections.processor.model.EntryModel;
import dev.connections.processor.model.IncludedRegistryModel;
import dev.connections.processor.model.Names;
import dev.connections.processor.model.RegistryFormat;
import dev.connections.processor.model.TypeReference;
import dev.connections.processor.problem.Place;
import dev.connections.processor.problem.ProblemCode;
import dev.connections.processor.problem.Problems;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/** Reads the registries that {@code @ConnectionRegistry(include = …)} names. */
final class IncludeReader {

  private final Elements elements;
  private final Annotations annotations;
  private final DependencyReader dependencies;
  private final SettingsAnnotationReader settings;

  IncludeReader(ProcessingEnvironment environment) {
    this.elements = environment.getElementUtils();
    this.annotations = new Annotations(elements);
    this.dependencies = new DependencyReader(environment);
    this.settings = new SettingsAnnotationReader(elements);
  }

  /** The registries, in order, each once; what is not one is reported and left out. */
  List<IncludedRegistryModel> read(Annotations.Values registry, Place place, Problems problems) {
    Map<ClassReference, IncludedRegistryModel> included = new LinkedHashMap<>();
    List<Object> values = registry.list("include");
    for (int i = 0; i < values.size(); i++) {
      Place here = place.attribute("include").index(i);
      // Anything else is a class that the compiler does not find, and says so.
      if (!(values.get(i) instanceof DeclaredType type
          && type.asElement() instanceof TypeElement element
          && type.getKind() == javax.lang.model.type.TypeKind.DECLARED)) {
        continue;
      }
      ClassReference name = TypeReferences.of(element);
      Optional<AnnotationMirror> metadata = annotations.find(element, Names.GENERATED_REGISTRY);
      if (metadata.isEmpty()) {
        problems.add(ProblemCode.INCLUDE_NOT_A_REGISTRY, here, name.canonicalName());
        continue;
      }
      Annotations.Values said = annotations.values(metadata.get());
      if (said.number("format") != RegistryFormat.VERSION) {
        problems.add(
            ProblemCode.INCLUDE_OTHER_FORMAT,
            here,
            name.canonicalName(),
            said.string("generator"),
            said.number("format"),
            RegistryFormat.VERSION);
      } else if (included.putIfAbsent(name, read(element, name, said)) != null) {
        problems.add(ProblemCode.INCLUDE_TWICE, here, name.canonicalName());
      }
    }
    return List.copyOf(included.values());
  }

  private IncludedRegistryModel read(
      TypeElement element, ClassReference name, Annotations.Values said) {
    Map<String, TypeMirror> constants = new HashMap<>();
    for (VariableElement field : ElementFilter.fieldsIn(elements.getAllMembers(element))) {
      constants.put(field.getSimpleName().toString(), field.asType());
    }
    List<EntryModel> entries = new ArrayList<>();
    List<DescribedType> described = new ArrayList<>();
    for (Object value : said.list("entries")) {
      if (value instanceof AnnotationMirror mirror) {
        Annotations.Values values = annotations.values(mirror);
        entries.add(entry(values, constants));
        described.add(described(values));
      }
    }
    return new IncludedRegistryModel(name, entries, dependencies(element), described);
  }

  private DescribedType described(Annotations.Values values) {
    return new DescribedType(
        values.number("id"),
        values.string("name"),
        values.string("category"),
        values.string("description"),
        values.list("settings").stream()
            .filter(AnnotationMirror.class::isInstance)
            .map(AnnotationMirror.class::cast)
            .findFirst()
            .flatMap(settings::read));
  }

  private EntryModel entry(Annotations.Values values, Map<String, TypeMirror> constants) {
    String constant = values.string("constant");
    TypeReference.OfClass connection = named(values.string("connection"));
    TypeReference.OfClass configuration = named(values.string("configuration"));
    // The constant's own type has the type arguments that the metadata leaves out.
    if (constants.get(constant) instanceof DeclaredType descriptor
        && TypeReferences.of(descriptor).arguments().size() == 2
        && TypeReferences.of(descriptor).arguments().get(0) instanceof TypeReference.OfClass first
        && TypeReferences.of(descriptor).arguments().get(1)
            instanceof TypeReference.OfClass second) {
      connection = first;
      configuration = second;
    }
    return new EntryModel(
        values.number("id"),
        values.string("name"),
        values.string("category"),
        values.string("provider"),
        values.strings("dataStores"),
        values.number("priority"),
        constant,
        values.string("declaredBy"),
        connection,
        configuration,
        values.strings("dependencies"));
  }

  private TypeReference.OfClass named(String canonicalName) {
    TypeElement type = elements.getTypeElement(canonicalName);
    ClassReference name =
        type == null ? ClassReference.of("", canonicalName) : TypeReferences.of(type);
    return new TypeReference.OfClass(name, List.of());
  }

  private List<DependencyModel> dependencies(TypeElement registry) {
    for (ExecutableElement method : ElementFilter.methodsIn(registry.getEnclosedElements())) {
      if (method.getSimpleName().contentEquals("source")) {
        return method.getParameters().stream()
            .map(parameter -> dependencies.read(parameter).dependency())
            .toList();
      }
    }
    return List.of();
  }
}
