package app;

import dev.connections.ConnectionConfiguration;
import jakarta.validation.constraints.NotEmpty;
import java.util.List;

/** A list that must not be empty. */
public record Lists(@NotEmpty List<Integer> ports) implements ConnectionConfiguration {}
