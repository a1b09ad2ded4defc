package dev.connections.rest.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every codec does but that of avaje-jsonb, whose test has what it does instead. */
abstract class StrictJsonCodecContract extends JsonCodecContract {

  private static final JsonType<Line> LINE = JsonType.of(Line.class);

  @ParameterizedTest
  @ValueSource(strings = {"{\"sku\":\"a\" \"count\":1}", "{\"sku\":\"a\",\"count\":1,}"})
  void aCommaThatIsMissingOrSuperfluousIsAnError(String json) {
    assertThatIOException().isThrownBy(() -> decoded(json, LINE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"4e9", "1e30", "1e1000000000"})
  void aNumberWithAnExponentThatDoesNotFitIsAnError(String number) {
    assertThatIOException()
        .isThrownBy(() -> decoded("{\"sku\":\"a\",\"count\":" + number + "}", LINE));
  }

  @Test
  void aNameMayBeWrittenWithEscapes() throws IOException {
    assertThat(decoded("{\"s\\u006bu\":\"a\",\"count\":1}", LINE)).isEqualTo(new Line("a", 1));
  }

  @Test
  void namesAreToldApartWhateverTheirHash() throws IOException {
    // FNV-1a of 32 bits is the same for both names.
    assertThat(decoded("{\"sku\":\"a\",\"count\":1,\"ceghplj\":99}", LINE))
        .isEqualTo(new Line("a", 1));
    assertThat(decoded("{\"count\":1,\"ceghplj\":99}", JsonType.mapOf(Integer.class)))
        .isEqualTo(Map.of("count", 1, "ceghplj", 99));
  }
}
