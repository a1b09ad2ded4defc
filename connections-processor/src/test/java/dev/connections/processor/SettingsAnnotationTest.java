package dev.connections.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.processor.model.BoundKind;
import dev.connections.processor.model.ClassReference;
import dev.connections.processor.model.ConstraintModel;
import dev.connections.processor.model.OptionalForm;
import dev.connections.processor.model.RecordModel;
import dev.connections.processor.model.ScalarKind;
import dev.connections.processor.model.SettingModel;
import dev.connections.processor.model.SettingModel.AppliedConstraint;
import dev.connections.processor.model.SettingModel.WrittenText;
import dev.connections.processor.model.SettingType;
import dev.connections.processor.problem.Place;
import dev.connections.processor.read.SettingsAnnotationReader;
import dev.connections.processor.testkit.Compiled;
import dev.connections.processor.testkit.Compiler;
import dev.connections.processor.testkit.Jars;
import dev.connections.processor.testkit.TestCompiler;
import dev.connections.processor.write.SettingsAnnotationCode;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Settings travel in class files as they were read. */
class SettingsAnnotationTest {

  private static final SettingType TEXT = new SettingType.Scalar(ScalarKind.STRING);

  private static final String HOLDER =
      """
      package lib;

      @java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.CLASS)
      public @interface Holder {
        dev.connections.annotations.GeneratedSettings value();
      }
      """;

  @TempDir private Path directory;

  @ParameterizedTest
  @EnumSource
  void everythingThatSettingsCanBeComesBackFromAJar(TestCompiler compiler) {
    RecordModel written = everything();

    assertThat(roundTrip(compiler, SettingsAnnotationCode.of(written).toString()))
        .contains(written);
  }

  @Test
  void theSameSettingsAreWrittenTheSame() {
    assertThat(SettingsAnnotationCode.of(everything()))
        .isEqualTo(SettingsAnnotationCode.of(everything()));
  }

  @Test
  void eachRecordIsWrittenOnceAfterWhatItHolds() {
    String code = SettingsAnnotationCode.of(everything()).toString();

    assertThat(code.split("record=app/Inner", -1)).hasSize(2);
    assertThat(code.indexOf("record=app/Inner")).isLessThan(code.indexOf("record=app/Outer"));
  }

  @ParameterizedTest
  @EnumSource
  void whatAnotherVersionWroteInAnotherGrammarIsNotRead(TestCompiler compiler) {
    assertThat(roundTrip(compiler, otherType("type=decimal128"))).isEmpty();
    assertThat(roundTrip(compiler, otherType("type=record\\ttype=app/Unknown"))).isEmpty();
    assertThat(roundTrip(compiler, otherType("type=list"))).isEmpty();
    assertThat(roundTrip(compiler, otherType("type=string\\ttype=string"))).isEmpty();
    assertThat(roundTrip(compiler, otherType("type=enum\\ttype=app/Mode\\ttype=many"))).isEmpty();
    assertThat(roundTrip(compiler, otherType("type=string\\tconstraint=Email"))).isEmpty();
    assertThat(roundTrip(compiler, otherType("type=string"))).isPresent();
  }

  private static String otherType(String words) {
    return "@dev.connections.annotations.GeneratedSettings({\"record=app/A\", \"setting=a\\t"
        + words
        + "\"})";
  }

  private Optional<RecordModel> roundTrip(TestCompiler compiler, String annotation) {
    String carrier = "package lib;\n@Holder(" + annotation + ")\npublic interface Carrier {}\n";
    Path library = directory.resolve("library");
    Compiled compiled =
        new Compiler(compiler, library)
            .compile(Map.of("lib/Holder.java", HOLDER, "lib/Carrier.java", carrier));
    assertThat(compiled.report()).isEmpty();
    Reading reading = new Reading();
    new Compiler(compiler, directory.resolve("reading"))
        .insteadOfOurs(reading)
        .with(Jars.of(compiled.classes(), directory.resolve("library.jar")))
        .compile(Map.of("app/User.java", "package app;\ninterface User extends lib.Carrier {}\n"));
    return Objects.requireNonNull(reading.found, "the carrier was not read");
  }

  private static RecordModel everything() {
    RecordModel inner =
        new RecordModel(
            new ClassReference("app", List.of("Inner")),
            List.of(setting("host", TEXT)),
            false,
            "Has \"quotes\", a \\ and\na second line, \u00fc and $T.");
    RecordModel other =
        new RecordModel(new ClassReference("", List.of("Un", "Named")), List.of(), false);
    List<SettingModel> settings = new ArrayList<>();
    for (ScalarKind kind : ScalarKind.values()) {
      settings.add(setting("scalar" + kind, new SettingType.Scalar(kind)));
    }
    for (BoundKind kind : BoundKind.values()) {
      settings.add(
          constrained(
              "bound" + kind, new ConstraintModel.Bound(kind, new BigDecimal("1.50"), true)));
    }
    settings.add(
        constrained(
            "several",
            new ConstraintModel.Bound(BoundKind.DECIMAL_MAX, new BigDecimal("1E+30"), false),
            new ConstraintModel.NotBlank(),
            new ConstraintModel.NotEmpty(),
            new ConstraintModel.Size(0, Integer.MAX_VALUE),
            new ConstraintModel.Pattern("(?i)[a-z ]+ \"x\" $L \\d ")));
    settings.add(
        setting(
            "mode",
            new SettingType.Choice(
                new ClassReference("app", List.of("Outer", "Mode")), List.of("A", "B_C"))));
    settings.add(setting("nested", new SettingType.Nested(inner)));
    settings.add(
        setting(
            "oneOf",
            new SettingType.OneOf(
                new ClassReference("app", List.of("Auth")),
                "kind",
                List.of(
                    new SettingType.Variant("basic, or so", inner),
                    new SettingType.Variant("none", other)))));
    settings.add(
        setting(
            "deep", new SettingType.MapOf(new SettingType.ListOf(new SettingType.Nested(inner)))));
    settings.add(setting("maybe", new SettingType.OptionalOf(TEXT, OptionalForm.OBJECT)));
    settings.add(optional("int", ScalarKind.INTEGER, OptionalForm.INT));
    settings.add(optional("long", ScalarKind.LONG, OptionalForm.LONG));
    settings.add(optional("double", ScalarKind.DOUBLE, OptionalForm.DOUBLE));
    settings.add(defaulted("text", TEXT, List.of("a, b")));
    settings.add(defaulted("list", new SettingType.ListOf(TEXT), List.of("a", "", "b")));
    settings.add(defaulted("empty", new SettingType.ListOf(TEXT), List.of()));
    return new RecordModel(
        new ClassReference("app", List.of("Outer", "Settings")), settings, true, "All.");
  }

  private static SettingModel optional(String name, ScalarKind kind, OptionalForm form) {
    return setting(name, new SettingType.OptionalOf(new SettingType.Scalar(kind), form));
  }

  private static SettingModel setting(String name, SettingType type) {
    return new SettingModel(
        name, type, Optional.empty(), Optional.empty(), List.of(), "", List.of(), Place.NOWHERE);
  }

  private static SettingModel constrained(String name, ConstraintModel... constraints) {
    List<AppliedConstraint> applied = new ArrayList<>();
    for (ConstraintModel constraint : constraints) {
      applied.add(new AppliedConstraint(constraint, Place.NOWHERE));
    }
    return new SettingModel(
        name,
        TEXT,
        Optional.empty(),
        Optional.empty(),
        applied,
        "Of " + name,
        List.of(),
        Place.NOWHERE);
  }

  private static SettingModel defaulted(String name, SettingType type, List<String> texts) {
    return new SettingModel(
        name,
        type,
        Optional.of(new WrittenText(texts, Place.NOWHERE)),
        Optional.of(new WrittenText(List.of("an example", "= or \t two"), Place.NOWHERE)),
        List.of(),
        "",
        List.of("old-" + name, "older"),
        Place.NOWHERE);
  }

  /** Reads what the carrier carries. */
  private static final class Reading extends AbstractProcessor {

    @Nullable Optional<RecordModel> found;

    @Override
    public Set<String> getSupportedAnnotationTypes() {
      return Set.of("*");
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return SourceVersion.latestSupported();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      TypeElement carrier = processingEnv.getElementUtils().getTypeElement("lib.Carrier");
      for (AnnotationMirror holder : carrier.getAnnotationMirrors()) {
        for (AnnotationValue value : holder.getElementValues().values()) {
          found =
              new SettingsAnnotationReader(processingEnv.getElementUtils())
                  .read((AnnotationMirror) value.getValue());
        }
      }
      return false;
    }
  }
}
