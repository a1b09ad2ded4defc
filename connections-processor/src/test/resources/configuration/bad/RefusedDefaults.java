package app;

import dev.connections.ConnectionConfiguration;
import dev.connections.annotations.DefaultValue;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NegativeOrZero;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;

public record RefusedDefaults(
    @DefaultValue("0") @Min(1) int least,
    @DefaultValue("11") @Max(10) long most,
    @DefaultValue("0.5") @DecimalMin(value = "0.5", inclusive = false) double more,
    @DefaultValue("0.6") @DecimalMax("0.5") Double less,
    @DefaultValue("0") @Positive int positive,
    @DefaultValue("1") @NegativeOrZero int negative,
    @DefaultValue(" ") @NotBlank String blank,
    @DefaultValue("") @NotEmpty String empty,
    @DefaultValue("abc") @Size(max = 2) String size,
    @DefaultValue("ABC") @Pattern(regexp = "[a-z]+") String pattern,
    @DefaultValue("ABC") @Pattern(regexp = "[a-z]+", flags = Pattern.Flag.CASE_INSENSITIVE)
        String allowed)
    implements ConnectionConfiguration {}
