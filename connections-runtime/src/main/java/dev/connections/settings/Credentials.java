package dev.connections.settings;

import dev.connections.Secret;
import dev.connections.annotations.Description;
import jakarta.validation.constraints.NotBlank;
import java.util.function.BiFunction;

/**
 * A user and its password, as one component of a configuration record. A reload that changes either
 * replaces both at once. Immutable; holds the password's reference, not its value.
 *
 * @param username who logs in
 * @param password the user's password, read again for each login, so that a rotated one is used
 */
public record Credentials(
    @Description("User to log in as") @NotBlank String username,
    @Description("Password of the user") Secret password) {

  /**
   * Gives user and present password to a login, and keeps nothing.
   *
   * @param login what a driver does with them; must not keep or print the password
   * @return what the login returns
   * @throws dev.connections.failure.ConnectionConfigurationException if the password cannot be read
   */
  public <R> R apply(BiFunction<String, String, R> login) {
    return login.apply(username, password.reveal());
  }
}
