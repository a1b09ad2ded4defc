package app;

import dev.connections.ConnectionConfiguration;
import dev.connections.annotations.DefaultValue;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Negative;
import jakarta.validation.constraints.NegativeOrZero;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Optional;

/** Every constraint. */
public record Constrained(
    @Min(1) @Max(9_000_000_000L) int least,
    @DefaultValue("1") @Max(10) long most,
    @DecimalMin(value = "0.5", inclusive = false) double more,
    @DecimalMax("0.5") Double less,
    @Positive int positive,
    @PositiveOrZero int notNegative,
    @Negative int negative,
    @NegativeOrZero int notPositive,
    @NotNull @NotBlank String blank,
    @NotEmpty String empty,
    @Size(max = 2) String sized,
    @Pattern(regexp = "[a-z]+") String pattern,
    @NotEmpty List<String> hosts,
    @Min(1) Optional<Integer> optional,
    @Pattern(regexp = "A.*", flags = Pattern.Flag.CASE_INSENSITIVE) @Pattern(regexp = ".*2")
        String several,
    Pool pool)
    implements ConnectionConfiguration {

  /** One that is missing something. */
  public record Pool(int maxSize) {}
}
