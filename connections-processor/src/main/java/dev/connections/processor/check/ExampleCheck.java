package dev.connections.processor.check;

import dev.connections.processor.model.ConfigurationModel;
import dev.connections.processor.model.ScalarKind;
import dev.connections.processor.model.SettingModel.AppliedConstraint;
import dev.connections.processor.model.SettingModel.WrittenText;
import dev.connections.processor.model.SettingType;
import dev.connections.processor.problem.Place;
import dev.connections.processor.problem.ProblemCode;
import dev.connections.processor.problem.Problems;
import java.util.List;
import java.util.Optional;

/** An example is what a configuration could say, and the constraints next to it allow it. */
final class ExampleCheck implements ConfigurationCheck {

  private static final String SEPARATOR = ": ";

  @Override
  public void check(ConfigurationModel configuration, Problems problems) {
    for (NamedSetting named : NamedSetting.allOf(configuration)) {
      named.setting().example().ifPresent(example -> check(named, example, problems));
    }
  }

  private static void check(NamedSetting named, WrittenText example, Problems problems) {
    SettingType type = present(named.setting().type());
    if (!isPlain(element(type))) {
      problems.add(
          ProblemCode.EXAMPLE_NOT_ALLOWED,
          example.place(),
          named.display(),
          description(element(type)),
          advice(element(type)));
    } else if (readable(named, type, example, problems)) {
      constraints(named, type, example, problems);
    }
  }

  private static String description(SettingType element) {
    return isSecret(element) ? "a secret" : "made of " + element.display();
  }

  private static String advice(SettingType element) {
    if (isSecret(element)) {
      return "remove @Example; the reference shows a reference to an environment variable";
    }
    return element instanceof SettingType.Nested || element instanceof SettingType.OneOf
        ? "write the examples on the components of the record"
        : "remove @Example; plain values, and lists and maps of them, can have one";
  }

  private static boolean readable(
      NamedSetting named, SettingType type, WrittenText example, Problems problems) {
    List<String> texts = example.texts();
    boolean several = element(type) != type;
    if (!several && texts.size() != 1) {
      unreadable(
          named,
          SettingGrammar.shown(String.join(",", texts)),
          example.place(),
          new SettingGrammar.Mismatch("one value", "write one text"),
          problems);
      return false;
    }
    boolean readable = true;
    for (int i = 0; i < texts.size(); i++) {
      Place place = several ? example.place().index(i) : example.place();
      Optional<SettingGrammar.Mismatch> mismatch = mismatch(type, texts.get(i));
      if (mismatch.isPresent()) {
        unreadable(named, SettingGrammar.shown(texts.get(i)), place, mismatch.get(), problems);
        readable = false;
      }
    }
    return readable;
  }

  private static Optional<SettingGrammar.Mismatch> mismatch(SettingType type, String text) {
    if (!(type instanceof SettingType.MapOf)) {
      return SettingGrammar.mismatch(element(type), text);
    }
    int separator = text.indexOf(SEPARATOR);
    return separator <= 0
        ? Optional.of(
            new SettingGrammar.Mismatch(
                "a name and a value", "write both, with a colon and a space between them"))
        : SettingGrammar.mismatch(element(type), text.substring(separator + SEPARATOR.length()));
  }

  private static void unreadable(
      NamedSetting named,
      String shown,
      Place place,
      SettingGrammar.Mismatch mismatch,
      Problems problems) {
    problems.add(
        ProblemCode.EXAMPLE_NOT_READABLE,
        place,
        named.display(),
        shown,
        mismatch.expected(),
        mismatch.advice());
  }

  private static void constraints(
      NamedSetting named, SettingType type, WrittenText example, Problems problems) {
    for (AppliedConstraint applied : named.setting().constraints()) {
      if (!ConstrainedText.allows(applied.constraint(), type, example.texts())) {
        problems.add(
            ProblemCode.EXAMPLE_REJECTED,
            example.place(),
            named.display(),
            SettingGrammar.shown(String.join(",", example.texts())),
            applied.display(),
            applied.constraint().allowed());
      }
    }
  }

  private static SettingType present(SettingType type) {
    return type instanceof SettingType.OptionalOf optional ? optional.value() : type;
  }

  /** What each text is a value of. */
  private static SettingType element(SettingType type) {
    if (type instanceof SettingType.ListOf list) {
      return list.element();
    }
    return type instanceof SettingType.MapOf map ? map.value() : type;
  }

  private static boolean isPlain(SettingType type) {
    return type instanceof SettingType.Choice
        || (type instanceof SettingType.Scalar && !isSecret(type));
  }

  private static boolean isSecret(SettingType type) {
    return type instanceof SettingType.Scalar scalar && scalar.kind() == ScalarKind.SECRET;
  }
}
