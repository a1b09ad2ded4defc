package app;

import dev.connections.ConnectionConfiguration;
import dev.connections.Percentage;
import dev.connections.annotations.Example;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.Optional;

public record RefusedExamples(
    @Example("0") @Min(1) int least,
    @Example("101%") @Max(100) Percentage most,
    @Example(" ") @NotBlank String blank,
    @Example("") @NotEmpty Optional<String> empty,
    @Example("ABC") @Pattern(regexp = "[a-z]+") Optional<String> pattern,
    @Example("one") @Size(min = 2) List<String> few,
    @Example({"a: 1", "b: 2"}) @Size(max = 1) Map<String, Integer> many,
    @Example({}) @NotEmpty List<String> none,
    @Example("ABC") @Pattern(regexp = "[A-Z]+") @Size(max = 3) String allowed)
    implements ConnectionConfiguration {}
