package app;

import dev.connections.ConnectionConfiguration;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

public record UnfittingConstraints(
    @Min(1) String text,
    @Positive Duration timeout,
    @NotBlank URI url,
    @NotEmpty int number,
    @Size(max = 3) Optional<Integer> optional,
    @Pattern(regexp = "a") List<String> list,
    Pool pool)
    implements ConnectionConfiguration {

  public record Pool(@Min(1) boolean fair) {}
}
