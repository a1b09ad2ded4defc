package dev.connections.processor.write;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SpecificationVersion;
import dev.connections.processor.model.BoundKind;
import dev.connections.processor.model.ClassReference;
import dev.connections.processor.model.ConstraintModel;
import dev.connections.processor.model.DescribedType;
import dev.connections.processor.model.RecordModel;
import dev.connections.processor.model.ScalarKind;
import dev.connections.processor.model.SettingModel;
import dev.connections.processor.model.SettingModel.AppliedConstraint;
import dev.connections.processor.model.SettingModel.WrittenText;
import dev.connections.processor.model.SettingType;
import dev.connections.processor.problem.Place;
import dev.connections.processor.testkit.SchemaUnderTest;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Schemas of types, of which some have what binders do not know. */
class SchemaTextTest {

  private static final SettingType TEXT = new SettingType.Scalar(ScalarKind.STRING);
  private static final SettingType NUMBER = new SettingType.Scalar(ScalarKind.INTEGER);
  private static final SettingType SECRET = new SettingType.Scalar(ScalarKind.SECRET);

  private static final RecordModel BASIC =
      record("Basic", required("username", TEXT), required("password", SECRET));
  private static final RecordModel BEARER = record("Bearer", required("token", SECRET));
  private static final SettingType AUTH =
      new SettingType.OneOf(
          new ClassReference("app", List.of("Auth")),
          "kind",
          List.of(
              new SettingType.Variant("basic", BASIC), new SettingType.Variant("bearer", BEARER)));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "auth: { kind: bearer, token: '${env:T}' } | true",
        "auth: { kind: basic, username: u, password: '${env:T}' } | true",
        "auth: { kind: basic, token: '${env:T}' } | false",
        "auth: { kind: bearer, token: '${env:T}', username: u } | false",
        "auth: { kind: bearer } | false",
        "auth: { kind: Bearer, token: '${env:T}' } | true",
        "auth: { kind: BASIC, token: '${env:T}' } | false",
        "auth: { kind: other } | false",
        "auth: { kind: 5 } | false",
        "auth: { token: '${env:T}' } | false",
        "auth: bearer | false",
        "{} | false",
      })
  void aSealedChoiceIsJudgedAsTheRecordThatItsKeyChooses(String settings, boolean accepted) {
    judge(type("A", record("A", required("auth", AUTH))), settings, accepted);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "size: 1 | true",
        "max: 1 | true",
        "maximum: 1 | true",
        "max: x | false",
        "{} | false",
        "size: 1, max: 1 | false",
        "max: 1, maximum: 1 | false",
      })
  void aFormerKeyStandsForItsSettingButNotBesideIt(String settings, boolean accepted) {
    SettingModel renamed = setting("size", NUMBER, null, List.of("max", "maximum"));
    judge(type("A", record("A", renamed)), settings, accepted);
  }

  @ParameterizedTest
  @CsvSource({"max: 1,true", "max: ,true", "'size: 1, max: 1',false"})
  void aFormerKeyOfWhatMayBeLeftOutMayBeLeftOutToo(String settings, boolean accepted) {
    SettingModel renamed = setting("size", NUMBER, List.of("5"), List.of("max"));
    judge(type("A", record("A", renamed)), settings, accepted);
  }

  @Test
  void aFormerKeyIsDeprecatedAndNamesItsReplacement() {
    SettingModel renamed = setting("size", NUMBER, null, List.of("max"));

    assertThat(SchemaText.of("app.Types", List.of(type("A", record("A", renamed)))))
        .contains("\"description\": \"Deprecated: write size instead.\"", "\"deprecated\": true");
  }

  @ParameterizedTest
  @CsvSource({
    "DATA_SIZE,10MiB,true",
    "DATA_SIZE,1GB,true",
    "DATA_SIZE,512B,true",
    "DATA_SIZE,1kB,true",
    "DATA_SIZE,1KB,false",
    "DATA_SIZE,1.5MB,false",
    "DATA_SIZE,10,false",
    "DATA_SIZE,10 apples,false",
    "DATA_SIZE,'\"${env:X}\"',true",
    "PERCENTAGE,50%,true",
    "PERCENTAGE,12.5%,true",
    "PERCENTAGE,50 %,false",
    "PERCENTAGE,50,false",
    "PERCENTAGE,half,false",
  })
  void sizesAndPercentagesHaveUnits(ScalarKind kind, String value, boolean accepted) {
    RecordModel settings = record("A", required("value", new SettingType.Scalar(kind)));
    judge(type("A", settings), "value: " + value, accepted);
  }

  @ParameterizedTest
  @CsvSource({"1,false", "2,true", "9,true", "10,false"})
  void theStrictestOfSeveralLimitsCounts(int number, boolean accepted) {
    SettingModel narrow =
        setting(
            "size",
            NUMBER,
            null,
            List.of(),
            bound(BoundKind.MIN, "1", true),
            bound(BoundKind.DECIMAL_MIN, "1", false),
            bound(BoundKind.POSITIVE, "0", false),
            bound(BoundKind.DECIMAL_MAX, "10", false),
            bound(BoundKind.MAX, "10", true));
    judge(type("A", record("A", narrow)), "size: " + number, accepted);
  }

  @Test
  void aListsDefaultIsAnArray() {
    SettingModel list =
        setting("ports", new SettingType.ListOf(NUMBER), List.of("1", "+2"), List.of());

    assertThat(SchemaText.of("app.Types", List.of(type("A", record("A", list)))))
        .contains("\"default\": [1, 2]");
  }

  @Test
  void eachTypeHasItsOwnSettingsAndUnknownOnesAreNotJudged() {
    DescribedType one = type("One", record("One", required("a", TEXT)));
    DescribedType other = type("Other", record("Other", required("b", TEXT)));
    DescribedType unknown = new DescribedType(3, "Unknown", "Test", "", Optional.empty());
    SchemaUnderTest schema = schema(one, other, unknown);

    assertThat(schema.errors(connection("One", "a: x"))).isEmpty();
    assertThat(schema.errors(connection("Other", "b: x"))).isEmpty();
    assertThat(schema.errors(connection("One", "b: x"))).isNotEmpty();
    assertThat(schema.errors(connection("Unknown", "whatever: x"))).isEmpty();
    assertThat(schema.errors(connection("Unknown", "startup: never"))).isNotEmpty();
  }

  @Test
  void typesWithOneConfigurationRecordShareItsDefinition() {
    RecordModel settings = record("Shared", required("only-here", TEXT));
    String text = SchemaText.of("app.Types", List.of(type("A", settings), type("B", settings)));

    assertThat(text.split("\"only-here\": \\{\n", -1)).hasSize(2);
    assertThat(new SchemaUnderTest(text).errors(connection("B", "only-here: x"))).isEmpty();
  }

  @Test
  void aRegistryWithoutTypesHasASchemaThatAllowsNoConnection() {
    SchemaUnderTest schema = schema();

    assertThat(schema.errors("connections: {}")).isEmpty();
    assertThat(schema.errors(connection("A", "a: x"))).isNotEmpty();
    assertThat(schema.errorsOfItself(SpecificationVersion.DRAFT_7)).isEmpty();
  }

  @Test
  void namesAndTextsOfAllKindsAreWrittenAsJson() {
    RecordModel settings =
        new RecordModel(
            new ClassReference("app", List.of("Gr\u00f6\u00dfe", "$x")),
            List.of(
                required(
                    "nested", new SettingType.Nested(record("\u00c4", required("\u00e4", TEXT))))),
            false,
            "\"Quoted\" \\ \u2013 \t\n\u0001");
    SchemaUnderTest schema = schema(type("A", settings));

    assertThat(schema.errors(connection("A", "nested: { \u00e4: x }"))).isEmpty();
    assertThat(schema.errors(connection("A", "nested: { a: x }"))).isNotEmpty();
    assertThat(
            schema
                .json()
                .at("/definitions/connection:app.Gr\u00f6\u00dfe.$x/description")
                .stringValue())
        .isEqualTo("\"Quoted\" \\ \u2013 \t\n\u0001");
  }

  private static void judge(DescribedType type, String settings, boolean accepted) {
    SchemaUnderTest schema = schema(type);
    String text = settings.equals("{}") ? "" : settings;
    List<String> errors = schema.errors(connection(type.name(), text));
    assertThat(errors.isEmpty()).as("%s", errors).isEqualTo(accepted);
    assertThat(schema.errorsOfItself(SpecificationVersion.DRAFT_2020_12)).isEmpty();
  }

  private static SchemaUnderTest schema(DescribedType... types) {
    return new SchemaUnderTest(SchemaText.of("app.Types", List.of(types)));
  }

  private static String connection(String type, String settings) {
    return "connections: { a: { type: " + type + ", " + settings + " } }";
  }

  private static DescribedType type(String name, RecordModel settings) {
    return new DescribedType(1, name, "Test", "One for tests.", Optional.of(settings));
  }

  private static RecordModel record(String name, SettingModel... settings) {
    return new RecordModel(new ClassReference("app", List.of(name)), List.of(settings), false);
  }

  private static SettingModel required(String name, SettingType type) {
    return setting(name, type, null, List.of());
  }

  private static ConstraintModel bound(BoundKind kind, String limit, boolean inclusive) {
    return new ConstraintModel.Bound(kind, new BigDecimal(limit), inclusive);
  }

  private static SettingModel setting(
      String name,
      SettingType type,
      @Nullable List<String> defaults,
      List<String> formerly,
      ConstraintModel... constraints) {
    return new SettingModel(
        name,
        type,
        Optional.ofNullable(defaults).map(texts -> new WrittenText(texts, Place.NOWHERE)),
        Optional.empty(),
        Stream.of(constraints).map(each -> new AppliedConstraint(each, Place.NOWHERE)).toList(),
        "",
        formerly,
        Place.NOWHERE);
  }
}
