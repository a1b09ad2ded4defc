package app;

import dev.connections.ConnectionConfiguration;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

public record MeaninglessConstraints(
    @DecimalMin("one") double least,
    @Size(min = 3, max = 2) String size,
    @Pattern(regexp = "[a-") String pattern,
    @Pattern.List({@Pattern(regexp = "a"), @Pattern(regexp = "(")}) String several)
    implements ConnectionConfiguration {}
