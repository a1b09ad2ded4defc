package dev.connections.processor.read;

import dev.connections.processor.model.Names;
import dev.connections.processor.model.RecordModel;
import dev.connections.processor.model.SettingModel;
import dev.connections.processor.model.SettingModel.WrittenText;
import dev.connections.processor.model.SettingType;
import dev.connections.processor.problem.ProblemCode;
import dev.connections.processor.problem.Problems;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/** Reads the record of a configuration and those nested in it, each once. For one reading. */
final class RecordReader {

  private final Elements elements;
  private final Annotations annotations;
  private final Problems problems;
  private final ConstraintReader constraints;
  private final SettingTypeReader types;
  private final RuleMethodReader rules;
  private final DiscriminatorPlacement discriminators;
  private final Map<String, RecordModel> finished = new HashMap<>();

  /** The records being read, outermost first, each with the component that is read. */
  private final Map<String, String> open = new LinkedHashMap<>();

  private boolean complete = true;

  RecordReader(ProcessingEnvironment environment, Problems problems, String packageName) {
    this.elements = environment.getElementUtils();
    this.annotations = new Annotations(elements);
    this.problems = problems;
    this.constraints = new ConstraintReader(elements, problems);
    this.types = new SettingTypeReader(elements, this, problems, packageName);
    this.rules = new RuleMethodReader(environment, problems);
    this.discriminators = new DiscriminatorPlacement(annotations, problems);
  }

  /** Whether every setting could be read so far. */
  boolean isComplete() {
    return complete;
  }

  /** The record; empty if it is within itself, which has been reported. */
  Optional<RecordModel> read(TypeElement type, SettingPosition position) {
    String name = type.getQualifiedName().toString();
    if (open.containsKey(name)) {
      problems.add(
          ProblemCode.RECURSIVE_SETTINGS, position.place(), position.display(), cycle(type));
      return Optional.empty();
    }
    RecordModel known = finished.get(name);
    if (known != null) {
      return Optional.of(known);
    }
    JavadocComment comment = JavadocComment.of(elements.getDocComment(type));
    List<SettingModel> settings = new ArrayList<>();
    for (RecordComponentElement component : type.getRecordComponents()) {
      String key = component.getSimpleName().toString();
      open.put(name, type.getSimpleName() + "." + key);
      Optional<SettingModel> setting =
          read(type, component, position.component(name, key), comment.parameter(key));
      setting.ifPresent(settings::add);
      complete &= setting.isPresent();
    }
    open.remove(name);
    discriminators.check(type, position);
    RecordModel model =
        new RecordModel(
            TypeReferences.of(type), settings, rules.has(type, position), comment.sentence());
    finished.put(name, model);
    return Optional.of(model);
  }

  private Optional<SettingModel> read(
      TypeElement record,
      RecordComponentElement component,
      SettingPosition position,
      String comment) {
    ComponentAnnotations written = ComponentAnnotations.of(record, component);
    List<SettingModel.AppliedConstraint> applied = constraints.read(component, written, position);
    Optional<SettingType> type = types.read(component, written, position);
    if (type.filter(SecretWords::isText).isPresent()
        && SecretWords.in(component.getSimpleName().toString())
        && !isSuppressed(record, written)) {
      problems.add(ProblemCode.SECRET_AS_TEXT, position.place(), position.display());
    }
    return type.map(
        found ->
            new SettingModel(
                component.getSimpleName().toString(),
                found,
                text(written, Names.DEFAULT_VALUE, position),
                text(written, Names.EXAMPLE, position),
                applied,
                written
                    .find(Names.DESCRIPTION)
                    .map(mirror -> annotations.values(mirror).string("value"))
                    .orElse(comment),
                texts(written, Names.DEPRECATED_KEYS).orElse(List.of()),
                position.place()));
  }

  private boolean isSuppressed(TypeElement record, ComponentAnnotations written) {
    String suppressing = "java.lang.SuppressWarnings";
    return Stream.concat(
            annotations.find(record, suppressing).stream(), written.find(suppressing).stream())
        .anyMatch(
            mirror ->
                annotations
                    .values(mirror)
                    .strings("value")
                    .contains(ProblemCode.SECRET_AS_TEXT.code()));
  }

  private Optional<WrittenText> text(
      ComponentAnnotations written, String annotation, SettingPosition position) {
    return texts(written, annotation)
        .map(texts -> new WrittenText(texts, position.attribute(annotation, "value")));
  }

  private Optional<List<String>> texts(ComponentAnnotations written, String annotation) {
    return written
        .find(annotation)
        .map(annotations::values)
        .filter(values -> values.hasStrings("value"))
        .map(values -> values.strings("value"));
  }

  private String cycle(TypeElement type) {
    List<String> steps = new ArrayList<>();
    for (Map.Entry<String, String> step : open.entrySet()) {
      if (!steps.isEmpty() || type.getQualifiedName().contentEquals(step.getKey())) {
        steps.add(step.getValue());
      }
    }
    steps.add(type.getSimpleName().toString());
    return String.join(" -> ", steps);
  }
}
