package app;

import dev.connections.ConnectionConfiguration;
import dev.connections.annotations.DefaultValue;
import jakarta.validation.constraints.Pattern;
import java.util.List;

/** Has what ends a line in Unicode, but not in Java, in its texts: \u2028 and \u2029. */
public record Separators(
    @DefaultValue("a\u2028b\u2029\"\\\n\tc $L") String text,
    @DefaultValue({"a\u2028b", "$T"}) List<String> texts,
    @Pattern(regexp = "[^\u2028]*\\.") @DefaultValue(".") String word)
    implements ConnectionConfiguration {}
