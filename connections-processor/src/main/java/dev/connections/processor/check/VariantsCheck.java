package dev.connections.processor.check;

import dev.connections.annotations.grammar.SettingKeys;
import dev.connections.processor.model.ConfigurationModel;
import dev.connections.processor.model.SettingModel;
import dev.connections.processor.model.SettingType.OneOf;
import dev.connections.processor.model.SettingType.Variant;
import dev.connections.processor.problem.ProblemCode;
import dev.connections.processor.problem.Problems;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** What a sealed interface permits can be told apart by a key that says nothing else. */
final class VariantsCheck implements ConfigurationCheck {

  private static final Pattern WRITABLE = Pattern.compile("\\S(?:.*\\S)?");

  @Override
  public void check(ConfigurationModel configuration, Problems problems) {
    for (NamedSetting named : NamedSetting.allOf(configuration)) {
      if (named.setting().type().innermost() instanceof OneOf oneOf) {
        check(oneOf, named, problems);
      }
    }
  }

  private static void check(OneOf oneOf, NamedSetting named, Problems problems) {
    if (!SettingKeys.isWritable(oneOf.key())) {
      problems.add(
          ProblemCode.UNWRITABLE_KEY,
          named.setting().place(),
          "@Discriminator",
          named.display(),
          oneOf.key(),
          SettingKeys.RULE);
      return;
    }
    Map<String, Variant> byValue = new HashMap<>();
    for (Variant variant : oneOf.variants()) {
      checkKey(oneOf, variant, named, problems);
      if (!WRITABLE.matcher(variant.value()).matches()) {
        problems.add(
            ProblemCode.UNWRITABLE_KEY,
            named.setting().place(),
            "@DiscriminatorValue",
            named.display(),
            variant.value(),
            "a word, such as @DiscriminatorValue(\"basic\")");
        continue;
      }
      Variant earlier = byValue.putIfAbsent(normalized(variant.value()), variant);
      if (earlier != null) {
        problems.add(
            ProblemCode.VARIANTS_ALIKE,
            named.setting().place(),
            named.display(),
            oneOf.display(),
            oneOf.key(),
            variant.value(),
            earlier.record().type().simpleName(),
            variant.record().type().simpleName());
      }
    }
  }

  private static void checkKey(
      OneOf oneOf, Variant variant, NamedSetting named, Problems problems) {
    String key = SettingKeys.normalized(oneOf.key());
    for (SettingModel setting : variant.record().settings()) {
      boolean former =
          setting.deprecatedKeys().stream().map(SettingKeys::normalized).anyMatch(key::equals);
      if (former || SettingKeys.normalized(setting.name()).equals(key)) {
        problems.add(
            ProblemCode.DISCRIMINATOR_TAKEN,
            setting.place(),
            named.display(),
            oneOf.display(),
            oneOf.key(),
            variant.record().type().simpleName(),
            former ? "a deprecated key" : "a component");
      }
    }
  }

  /** As the runtime compares values. */
  private static String normalized(String value) {
    return value.replace('-', '_').toLowerCase(Locale.ROOT);
  }
}
