package dev.connections.rest.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JacksonJsonCodecTest {

  /** A record as services have them. */
  record Line(String sku, int count) {}

  /** A type with a parameter. */
  record Page<T>(List<T> items, int next) {}

  private final JsonCodec codec = new JacksonJsonCodec();

  private <T> @Nullable T decoded(String json, JsonType<T> type) throws IOException {
    return codec.decode(json.getBytes(StandardCharsets.UTF_8), type);
  }

  @Test
  void recordsGoThereAndBack() throws IOException {
    Line line = new Line("ü-1", 2);
    assertThat(codec.decode(codec.encode(line), JsonType.of(Line.class))).isEqualTo(line);
  }

  @Test
  void typeArgumentsAreKept() throws IOException {
    Line line = new Line("a", 1);

    assertThat(decoded("[{\"sku\":\"a\",\"count\":1}]", JsonType.listOf(Line.class)))
        .containsExactly(line);
    assertThat(
            decoded(
                "{\"x\":[{\"sku\":\"a\",\"count\":1}]}",
                JsonType.mapOf(JsonType.listOf(Line.class))))
        .isEqualTo(Map.of("x", List.of(line)));
    assertThat(
            decoded(
                "{\"items\":[{\"sku\":\"a\",\"count\":1}],\"next\":2}",
                JsonType.<Page<Line>>generic(Page.class, JsonType.of(Line.class))))
        .isEqualTo(new Page<>(List.of(line), 2));
  }

  @Test
  void propertiesThatTheTypeDoesNotHaveAreIgnored() throws IOException {
    assertThat(decoded("{\"sku\":\"a\",\"count\":1,\"new\":true}", JsonType.of(Line.class)))
        .isEqualTo(new Line("a", 1));
  }

  @Test
  void nullIsNull() throws IOException {
    assertThat(decoded("null", JsonType.of(Line.class))).isNull();
  }

  @Test
  void whatIsNotJsonIsAnError() {
    assertThatThrownBy(() -> decoded("<html>", JsonType.of(Line.class)))
        .isInstanceOf(IOException.class);
  }

  @Test
  void typesPrintThemselvesAsInSource() {
    assertThat(JsonType.mapOf(JsonType.listOf(String.class)))
        .hasToString("Map<String, List<java.lang.String>>");
  }
}
