package dev.connections.rest.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.avaje.jsonb.Json;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every codec does with its own defaults. Its types are public, as Moshi wants records, and so
 * is it, since the code that avaje-jsonb generates is in another package.
 */
public abstract class JsonCodecContract {

  /** A record as services have them; the annotation is for avaje-jsonb, others ignore it. */
  @Json
  public record Line(@Nullable String sku, int count) {}

  /** With what has several words in other languages, and is long. */
  @Json
  public record Order(String id, long number, List<Line> lines, Map<String, Line> gifts) {}

  /** A type with a parameter. */
  @Json
  public record Page<T>(List<T> items, int next) {}

  /** As deep as the text. */
  @Json
  public record Tree(@Nullable Tree child) {}

  /** What no library can make. */
  public interface Unreadable {}

  private static final JsonType<Line> LINE = JsonType.of(Line.class);
  private static final String TEXT =
      "Käse, 漢字, \uD83D\uDE00, \"quoted\", \\, <a href='x'>, \u0001\n";

  private final JsonCodec codec = codec();

  /** The codec, with its defaults. */
  abstract JsonCodec codec();

  /** What its messages call the library. */
  abstract String library();

  <T> @Nullable T decoded(String json, JsonType<T> type) throws IOException {
    return codec.decode(json.getBytes(UTF_8), type);
  }

  @Test
  void recordsGoThereAndBack() throws IOException {
    Line line = new Line(TEXT, -2);
    Order order = new Order("o-1", Long.MAX_VALUE, List.of(line), Map.of("x y", line));

    assertThat(codec.decode(codec.encode(line), LINE)).isEqualTo(line);
    assertThat(codec.decode(codec.encode(order), JsonType.of(Order.class))).isEqualTo(order);
  }

  @Test
  void whatIsWrittenIsUtf8() throws IOException {
    assertThat(new String(codec.encode(new Line("ü漢", 1)), UTF_8))
        .isEqualTo("{\"sku\":\"ü漢\",\"count\":1}");
  }

  @Test
  void escapedCharactersAreRead() throws IOException {
    assertThat(decoded("{\"sku\":\"\\u00fc\\ud83d\\ude00\\/\\t\",\"count\":1}", LINE))
        .isEqualTo(new Line("ü\uD83D\uDE00/\t", 1));
  }

  @Test
  void listsAndMapsAreWrittenByTheirContent() throws IOException {
    Line line = new Line("a", 1);
    String json = "{\"sku\":\"a\",\"count\":1}";

    assertThat(codec.encode(List.of(line, line)))
        .asString(UTF_8)
        .isEqualTo("[" + json + "," + json + "]");
    assertThat(codec.encode(Map.of("x", List.of(line))))
        .asString(UTF_8)
        .isEqualTo("{\"x\":[" + json + "]}");
    assertThat(codec.encode(List.of())).asString(UTF_8).isEqualTo("[]");
    assertThat(codec.encode("ü\"")).asString(UTF_8).isEqualTo("\"ü\\\"\"");
  }

  @Test
  void typeArgumentsAreKept() throws IOException {
    Line line = new Line("a", 1);
    String json = "{\"sku\":\"a\",\"count\":1}";

    assertThat(decoded("[" + json + "]", JsonType.listOf(Line.class))).containsExactly(line);
    assertThat(decoded("{\"x\":[" + json + "]}", JsonType.mapOf(JsonType.listOf(Line.class))))
        .isEqualTo(Map.of("x", List.of(line)));
    assertThat(
            decoded(
                "{\"items\":[" + json + "],\"next\":2}",
                JsonType.<Page<Line>>generic(Page.class, LINE)))
        .isEqualTo(new Page<>(List.of(line), 2));
    assertThat(
            decoded(
                "[{\"items\":[[" + json + "]],\"next\":2}]",
                JsonType.listOf(
                    JsonType.<Page<List<Line>>>generic(Page.class, JsonType.listOf(Line.class)))))
        .containsExactly(new Page<>(List.of(List.of(line)), 2));
  }

  @Test
  void anObjectOfAnyPropertiesIsAMap() throws IOException {
    Map<String, Object> problem =
        decoded(
            "{\"title\":\"No\",\"balance\":30,\"paid\":false,\"of\":[\"a\",{\"b\":\"c\"}]}",
            JsonType.mapOf(Object.class));

    assertThat(problem)
        .containsEntry("title", "No")
        .containsEntry("paid", false)
        .containsEntry("of", List.of("a", Map.of("b", "c")))
        .hasEntrySatisfying(
            "balance", number -> assertThat(((Number) number).doubleValue()).isEqualTo(30));
  }

  @Test
  void propertiesThatTheTypeDoesNotHaveAreIgnored() throws IOException {
    String unknown = "\"new\":{\"a\":[{},[],1.5e3,null,\"}\\\"\"]}";

    assertThat(decoded("{" + unknown + ",\"sku\":\"a\",\"count\":1}", LINE))
        .isEqualTo(new Line("a", 1));
    assertThat(decoded("{\"sku\":\"a\",\"count\":1," + unknown + "}", LINE))
        .isEqualTo(new Line("a", 1));
  }

  @Test
  void nullIsNull() throws IOException {
    assertThat(decoded("null", LINE)).isNull();
    assertThat(decoded(" null\n", JsonType.listOf(Line.class))).isNull();
    assertThat(decoded("[null]", JsonType.listOf(String.class)))
        .isEqualTo(Arrays.asList((String) null));
    assertThat(decoded("[null]", JsonType.listOf(Line.class)))
        .isEqualTo(Arrays.asList((Line) null));
    assertThat(decoded("{\"a\":null}", JsonType.mapOf(Line.class)))
        .isEqualTo(Collections.singletonMap("a", null));
    assertThat(decoded("{\"sku\":null,\"count\":1}", LINE)).isEqualTo(new Line(null, 1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<html>",
        "",
        " ",
        "{",
        "{\"sku\"",
        "{\"sku\":\"a",
        "{\"sku\":\"a\",\"count\":1",
        "{sku:'a',count:1}",
        ",{\"sku\":\"a\",\"count\":1}",
        "nul",
        "]",
        "[]",
        "\"text\"",
        "1",
        "{\"sku\":\"a\",\"count\":\"many\"}",
        "{\"sku\":\"a\",\"count\":{}}",
        "{\"sku\":[],\"count\":1}",
      })
  void whatIsNotJsonOrNotOfTheTypeIsAnError(String json) {
    assertThatIOException().isThrownBy(() -> decoded(json, LINE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"garbage", "{}", "{\"sku\":\"b\",\"count\":2}", "]", "}", ",", "\"", "1"})
  void whatFollowsTheValueIsAnError(String rest) throws IOException {
    String json = "{\"sku\":\"a\",\"count\":1}";

    assertThat(decoded(json + " \r\n\t", LINE)).isEqualTo(new Line("a", 1));
    assertThatIOException().isThrownBy(() -> decoded(json + rest, LINE));
    assertThatIOException().isThrownBy(() -> decoded(json + "\n" + rest, LINE));
    assertThatIOException().isThrownBy(() -> decoded("1" + " " + rest, JsonType.of(Integer.class)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2147483648",
        "-2147483649",
        "99999999999999999999",
      })
  void aNumberThatDoesNotFitIsAnError(String number) {
    assertThatIOException()
        .isThrownBy(() -> decoded("{\"sku\":\"a\",\"count\":" + number + "}", LINE));
  }

  @Test
  void wholeNumbersAreExact() throws IOException {
    assertThat(decoded("9223372036854775807", JsonType.of(Long.class))).isEqualTo(Long.MAX_VALUE);
    assertThat(decoded("-9007199254740993", JsonType.of(Long.class))).isEqualTo(-9007199254740993L);
    assertThatIOException()
        .isThrownBy(() -> decoded("9223372036854777856", JsonType.of(Long.class)));
  }

  @Test
  void whatIsNestedTooDeeplyIsAnErrorAndTheNextTextIsRead() throws IOException {
    int deep = 200_000;
    String array = "[".repeat(deep) + "]".repeat(deep);
    String tree = "{\"child\":".repeat(deep) + "null" + "}".repeat(deep);

    for (int i = 0; i < 3; i++) {
      assertThatIOException().isThrownBy(() -> decoded(array, JsonType.of(Object.class)));
      assertThatIOException()
          .isThrownBy(() -> decoded("[".repeat(deep), JsonType.of(Object.class)));
      assertThatIOException().isThrownBy(() -> decoded(tree, JsonType.of(Tree.class)));
      assertThatIOException()
          .isThrownBy(() -> decoded("{\"sku\":\"a\",\"new\":" + array + ",\"count\":1}", LINE));

      assertThat(decoded("{\"sku\":\"a\",\"count\":1}", LINE)).isEqualTo(new Line("a", 1));
      assertThat(codec.encode(new Line("a", 1)))
          .asString(UTF_8)
          .isEqualTo("{\"sku\":\"a\",\"count\":1}");
    }
  }

  @Test
  void whatIsNestedAsInRealTextsIsRead() throws IOException {
    int levels = 200;
    String tree = "{\"child\":".repeat(levels) + "null" + "}".repeat(levels);

    Tree at = decoded(tree, JsonType.of(Tree.class));
    int depth = 0;
    for (; at != null; at = at.child()) {
      depth++;
    }
    assertThat(depth).isEqualTo(levels);
  }

  @Test
  void aValueThatContainsItselfIsAnErrorAndTheNextOneIsWritten() throws IOException {
    Map<String, Object> endless = new HashMap<>();
    endless.put("again", endless);

    for (int i = 0; i < 3; i++) {
      assertThatIOException().isThrownBy(() -> codec.encode(endless));
      assertThat(codec.encode(new Line("a", 1)))
          .asString(UTF_8)
          .isEqualTo("{\"sku\":\"a\",\"count\":1}");
    }
  }

  @Test
  void whatIsNotUtf8IsAnError() {
    for (byte wrong : new byte[] {(byte) 0xE9, (byte) 0xFF, (byte) 0xC0}) {
      byte[] json = "{\"sku\":\"a?bcd\",\"count\":1}".getBytes(UTF_8);
      json[9] = wrong;
      assertThatIOException().isThrownBy(() -> codec.decode(json, LINE));
    }
  }

  @Test
  void aTextOrANumberAloneIsAValue() throws IOException {
    assertThat(decoded("\"a\\nb\"", JsonType.of(String.class))).isEqualTo("a\nb");
    assertThat(decoded(" -3 ", JsonType.of(Integer.class))).isEqualTo(-3);
    assertThat(decoded("true", JsonType.of(Boolean.class))).isTrue();
  }

  @Test
  void aByteOrderMarkIsSkipped() throws IOException {
    assertThat(decoded("\uFEFF{\"sku\":\"a\",\"count\":1}", LINE)).isEqualTo(new Line("a", 1));
  }

  @Test
  void aTypeThatCannotBeReadIsNamedTogetherWithTheLibrary() {
    for (JsonType<?> type :
        List.of(
            JsonType.of(Unreadable.class),
            JsonType.listOf(Unreadable.class),
            JsonType.<Page<Unreadable>>generic(Page.class, JsonType.of(Unreadable.class)))) {
      String json = type instanceof JsonType.ListOf<?> ? "[{}]" : "{\"items\":[{}],\"next\":1}";
      assertThatIOException()
          .isThrownBy(() -> decoded(json, type))
          .satisfies(
              failure ->
                  assertThat(failure.toString())
                      .contains(library())
                      .contains(Unreadable.class.getTypeName()));
    }
  }
}
