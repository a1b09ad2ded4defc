package dev.connections.processor.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.ConnectionsConfiguration;
import dev.connections.DataSize;
import dev.connections.Percentage;
import dev.connections.internal.configuration.ConfigurationLoader;
import dev.connections.processor.model.ClassReference;
import dev.connections.processor.model.ScalarKind;
import dev.connections.processor.model.SettingType;
import dev.connections.spi.binding.Binders;
import dev.connections.spi.binding.ConfigurationBinder;
import dev.connections.spi.binding.ConfigurationNode;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the processor takes for a value is what the runtime binds, for all texts and types. */
class SettingGrammarTest {

  /** Any enum. */
  enum Mode {
    READ_ONLY,
    READ_WRITE
  }

  private static final Map<ScalarKind, ConfigurationBinder<?>> BINDERS =
      new EnumMap<>(
          Map.ofEntries(
              Map.entry(ScalarKind.STRING, Binders.string()),
              Map.entry(ScalarKind.INTEGER, Binders.integer()),
              Map.entry(ScalarKind.LONG, Binders.longInteger()),
              Map.entry(ScalarKind.DOUBLE, Binders.decimal()),
              Map.entry(ScalarKind.BIG_DECIMAL, Binders.bigDecimal()),
              Map.entry(ScalarKind.BOOLEAN, Binders.bool()),
              Map.entry(ScalarKind.DURATION, Binders.duration()),
              Map.entry(ScalarKind.DATA_SIZE, Binders.dataSize()),
              Map.entry(ScalarKind.PERCENTAGE, Binders.percentage()),
              Map.entry(ScalarKind.URI, Binders.uri()),
              Map.entry(ScalarKind.PATH, Binders.path())));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "0",
        "-1",
        "+7",
        "007",
        "1_000",
        "1,000",
        "٣",
        "0x10",
        "2147483647",
        "2147483648",
        "-2147483649",
        "9223372036854775807",
        "9223372036854775808",
        "1.",
        ".5",
        "1.5",
        "1e3",
        "1e999",
        "1e99999",
        "-",
        ".",
        "NaN",
        "Infinity",
        "1d",
        "10L",
        "true",
        "TRUE",
        "yes",
        "off",
        "falsch",
        "30s",
        "1m30s",
        "30s1m",
        "1d2h3m4s5ms",
        "30",
        "PT30S",
        "-5s",
        "5 s",
        "5S",
        "0s",
        "9223372036854775807d",
        "99999999999999999999s",
        "0B",
        "10MiB",
        "10MB",
        "1kB",
        "1KB",
        "1KiB",
        "1kiB",
        "007TiB",
        "10M",
        "10 MiB",
        "-1B",
        "1.5MiB",
        "٣MiB",
        "MiB",
        "10PiB",
        "10iB",
        "8388607TiB",
        "8388608TiB",
        "9223372036854775807B",
        "9223372036854775808B",
        "00000000000000000000000000000000000000000001B",
        "99999999999999999999999999999999999999999999B",
        "50%",
        "0.5%",
        "0%",
        "000.10%",
        "250%",
        ".5%",
        "5.%",
        "50 %",
        "-1%",
        "+1%",
        "1e2%",
        "%",
        "50%%",
        "٣%",
        "999999999999.999999999999%",
        "1000000000000%",
        "0.1234567890123%",
        "https://example.org",
        "https://user@example.org/",
        "jdbc:postgresql://localhost/db",
        "jdbc:x://u:p@host/db",
        "https://example.org?access_token=abc",
        "https://example.org?api_key=abc",
        "example.org",
        "/path/only",
        "https://exa mple.org",
        "mailto:a@example.org",
        "data/file.txt",
        "read_only",
        "READ-WRITE",
        "Read_Write",
        "readonly",
        "READ_WRTE"
      })
  void defaultsAreAcceptedIfAndOnlyIfTheRuntimeBindsThem(String text) {
    for (Map.Entry<ScalarKind, ConfigurationBinder<?>> each : BINDERS.entrySet()) {
      SettingType type = new SettingType.Scalar(each.getKey());
      assertThat(SettingGrammar.mismatch(type, text).isEmpty())
          .as("%s as %s", text, each.getKey())
          .isEqualTo(runtimeBinds(each.getValue(), text));
    }
    SettingType mode =
        new SettingType.Choice(
            ClassReference.of("app", "Mode"),
            Arrays.stream(Mode.values()).map(Enum::name).toList());
    assertThat(SettingGrammar.mismatch(mode, text).isEmpty())
        .as("%s as an enum", text)
        .isEqualTo(runtimeBinds(Binders.enumeration(Mode.values()), text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0B", "7B", "3kB", "3KiB", "2MB", "2MiB", "5GB", "5GiB", "1TB", "1TiB"})
  void constraintsJudgeTheSameBytesAsAtRunTime(String text) {
    assertThat(SettingGrammar.number(new SettingType.Scalar(ScalarKind.DATA_SIZE), text))
        .isEqualByComparingTo(BigDecimal.valueOf(DataSize.parse(text).bytes()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0%", "0.50%", "100%", "012.5%"})
  void constraintsJudgeTheSamePercentAsAtRunTime(String text) {
    assertThat(SettingGrammar.number(new SettingType.Scalar(ScalarKind.PERCENTAGE), text))
        .isEqualByComparingTo(Percentage.parse(text).percent());
  }

  private static boolean runtimeBinds(ConfigurationBinder<?> binder, String defaultText) {
    ConfigurationNode node =
        ConfigurationLoader.load(
                ConnectionsConfiguration.ofText("test.yaml", "connections: { a: { type: X } }"))
            .connections()
            .get(0)
            .node();
    return node.object("setting").withDefault("setting", binder, defaultText) != null;
  }
}
