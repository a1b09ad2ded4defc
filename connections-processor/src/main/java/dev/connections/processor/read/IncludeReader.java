package dev.connections.processor.read;

import dev.connections.processor.model.AdjustmentModel;
import dev.connections.processor.model.ClassReference;
import dev.connections.processor.model.DeclarationModel;
import dev.connections.processor.model.DependencyModel;
import dev.connections.processor.model.EntryModel;
import dev.connections.processor.model.IncludedRegistryModel;
import dev.connections.processor.model.IncludedRegistryModel.Adjustments;
import dev.connections.processor.model.IncludesModel;
import dev.connections.processor.model.Names;
import dev.connections.processor.model.RegistryFormat;
import dev.connections.processor.model.TypeReference;
import dev.connections.processor.problem.Place;
import dev.connections.processor.problem.ProblemCode;
import dev.connections.processor.problem.Problems;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
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

  /** What is included; what is not a registry is reported and left out. */
  IncludesModel read(Annotations.Values registry, Place place, Problems problems) {
    List<AdjustmentModel> adjustments = new ArrayList<>();
    adjustments.addAll(adjustments(registry, AdjustmentModel.Kind.EXCLUDE));
    adjustments.addAll(adjustments(registry, AdjustmentModel.Kind.ID));
    Map<ClassReference, IncludedRegistryModel> included = new LinkedHashMap<>();
    List<Object> values = registry.list("include");
    boolean complete = true;
    for (int i = 0; i < values.size(); i++) {
      Place here = place.attribute("include").index(i);
      Optional<TypeElement> element = element(values.get(i));
      if (element.isEmpty()) {
        complete = false;
        continue;
      }
      ClassReference name = TypeReferences.of(element.get());
      Optional<Annotations.Values> said = metadata(element.get());
      if (said.isEmpty()) {
        problems.add(ProblemCode.INCLUDE_NOT_A_REGISTRY, here, name.canonicalName());
      } else if (said.get().number("format") != RegistryFormat.VERSION) {
        problems.add(
            said.get().number("format") < RegistryFormat.VERSION
                ? ProblemCode.INCLUDE_OLDER_FORMAT
                : ProblemCode.INCLUDE_NEWER_FORMAT,
            here,
            name.canonicalName(),
            said.get().string("generator"),
            said.get().number("format"),
            RegistryFormat.VERSION,
            RegistryFormat.generator());
      } else if (included.putIfAbsent(
              name, read(element.get(), i, said.get(), adjustments(adjustments, name)))
          != null) {
        problems.add(ProblemCode.INCLUDE_TWICE, here, name.canonicalName());
      }
      complete &= included.containsKey(name);
    }
    return new IncludesModel(List.copyOf(included.values()), adjustments, complete);
  }

  /** A registry that is not included; none if it is not one, or of another format. */
  Optional<IncludedRegistryModel> read(TypeElement element) {
    return metadata(element)
        .filter(said -> said.number("format") == RegistryFormat.VERSION)
        .map(said -> read(element, -1, said, Adjustments.NONE));
  }

  private Optional<Annotations.Values> metadata(TypeElement element) {
    return annotations.find(element, Names.GENERATED_REGISTRY).map(annotations::values);
  }

  /** A class; none if the compiler does not find it, and says so. */
  private static Optional<TypeElement> element(Object value) {
    return value instanceof DeclaredType type
            && type.getKind() == TypeKind.DECLARED
            && type.asElement() instanceof TypeElement element
        ? Optional.of(element)
        : Optional.empty();
  }

  private List<AdjustmentModel> adjustments(
      Annotations.Values registry, AdjustmentModel.Kind kind) {
    List<AdjustmentModel> adjustments = new ArrayList<>();
    List<Object> values = registry.list(kind.attribute());
    for (int i = 0; i < values.size(); i++) {
      if (values.get(i) instanceof AnnotationMirror mirror) {
        Annotations.Values said = annotations.values(mirror);
        int index = i;
        said.value("registry")
            .filter(any -> complete(said, kind))
            .flatMap(IncludeReader::element)
            .ifPresent(
                element ->
                    adjustments.add(
                        new AdjustmentModel(
                            kind,
                            index,
                            TypeReferences.of(element),
                            said.string("name"),
                            said.number("id"))));
      }
    }
    return adjustments;
  }

  /** Whether all of it has its kind; if not, the compiler says so. */
  private static boolean complete(Annotations.Values said, AdjustmentModel.Kind kind) {
    return said.has("name", String.class)
        && (kind == AdjustmentModel.Kind.EXCLUDE || said.has("id", Integer.class));
  }

  private static Adjustments adjustments(List<AdjustmentModel> all, ClassReference registry) {
    Set<String> excluded = new HashSet<>();
    Map<String, Integer> ids = new HashMap<>();
    for (AdjustmentModel adjustment : all) {
      if (adjustment.registry().equals(registry)) {
        switch (adjustment.kind()) {
          case EXCLUDE -> excluded.add(adjustment.type());
          case ID -> ids.putIfAbsent(adjustment.type(), adjustment.id());
        }
      }
    }
    return new Adjustments(excluded, ids);
  }

  private IncludedRegistryModel read(
      TypeElement element, int index, Annotations.Values said, Adjustments adjustments) {
    Map<String, TypeMirror> constants = new HashMap<>();
    for (VariableElement field : ElementFilter.fieldsIn(elements.getAllMembers(element))) {
      constants.put(field.getSimpleName().toString(), field.asType());
    }
    List<EntryModel> entries = new ArrayList<>(entries(said, constants));
    ClassReference name = TypeReferences.of(element);
    for (String part : said.strings("parts")) {
      part(element, name.sibling(part))
          .ifPresent(values -> entries.addAll(entries(values, constants)));
    }
    return new IncludedRegistryModel(
        name,
        index,
        entries,
        dependencies(element),
        said.strings("includes"),
        said.string("source"),
        adjustments);
  }

  /** Parts are not public, so they are looked for from within their own module. */
  private Optional<Annotations.Values> part(TypeElement registry, ClassReference name) {
    ModuleElement module = elements.getModuleOf(registry);
    TypeElement part =
        module == null
            ? elements.getTypeElement(name.canonicalName())
            : elements.getTypeElement(module, name.canonicalName());
    return part == null ? Optional.empty() : metadata(part);
  }

  private List<EntryModel> entries(Annotations.Values said, Map<String, TypeMirror> constants) {
    return said.list("entries").stream()
        .filter(AnnotationMirror.class::isInstance)
        .map(mirror -> entry(annotations.values((AnnotationMirror) mirror), constants))
        .toList();
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
    int id = values.number("id");
    return new EntryModel(
        new DeclarationModel(
            ClassReference.decoded(values.string("declaredBy")),
            values.number("declaredId") == 0 ? id : values.number("declaredId"),
            values.string("name"),
            values.string("category"),
            values.string("description"),
            values.string("provider"),
            values.strings("dataStores"),
            List.of(),
            List.of(),
            values.number("priority")),
        id,
        constant,
        Optional.of(connection),
        Optional.of(configuration),
        List.of(),
        values.strings("dependencies"),
        settings.readFirst(values),
        true,
        values.string("link"));
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
