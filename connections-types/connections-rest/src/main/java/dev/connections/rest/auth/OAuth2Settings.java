package dev.connections.rest.auth;

import dev.connections.Secret;
import dev.connections.annotations.DefaultValue;
import dev.connections.annotations.Description;
import dev.connections.annotations.Example;
import dev.connections.spi.RejectedSettingsException;
import dev.connections.spi.binding.Violations;
import jakarta.validation.constraints.NotBlank;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where the tokens of a connection come from: OAuth 2, client credentials (RFC 6749, section 4.4).
 * The token server is another connection of type {@code Rest}, with its own timeouts, health and
 * circuit. Immutable; holds references of secrets, not their values.
 *
 * @param connection the name of the token server's connection
 * @param path the path of the token endpoint, appended to that connection's url
 * @param clientId who asks for tokens
 * @param clientSecret the client's secret, read again for every token request
 * @param authentication how the client says who it is; {@code BASIC} by default
 * @param privateKey a file with the client's key in PEM (PKCS#8), read again for every token
 *     request; for {@code PRIVATE_KEY_JWT}
 * @param keyId the name under which the token server knows that key, sent as {@code kid}
 * @param algorithm what the key signs with; {@code RS256} by default
 * @param scope what the token is to allow; all that the token server gives by default
 * @param audience whom the token is for, sent as {@code audience}, which some token servers want
 * @param resource the URL of the API, sent as {@code resource} (RFC 8707)
 * @param refreshBefore how long before its end a token is replaced while it still serves, 60 s by
 *     default, and at most half of its life
 * @param parameters more parameters of the token request; not for secrets
 */
public record OAuth2Settings(
    @Description("The connection of type Rest that is the token server") @Example("idp") @NotBlank
        String connection,
    @Description("The path of the token endpoint, appended to the url of that connection")
        @Example("/oauth2/token")
        @DefaultValue("")
        String path,
    @Description("The client that asks for tokens") @NotBlank String clientId,
    @Description("The client's secret; read again for each token request")
        Optional<Secret> clientSecret,
    @Description(
            "How the client authenticates: BASIC (header), POST (parameters in the body) or"
                + " PRIVATE_KEY_JWT (a token signed with privateKey)")
        @DefaultValue("BASIC")
        ClientAuthentication authentication,
    @Description("File with the client's private key: PEM, PKCS#8; for PRIVATE_KEY_JWT")
        Optional<Path> privateKey,
    @Description("The name under which the token server knows the key (kid)")
        Optional<String> keyId,
    @Description("What the key signs with: RS256 or ES256") @DefaultValue("RS256")
        AssertionAlgorithm algorithm,
    @Description("What the token is to allow; by default what the token server gives")
        List<String> scope,
    @Description("Whom the token is for, where the token server wants the parameter 'audience'")
        Optional<String> audience,
    @Description("The API's URL, where the token server wants the parameter 'resource' (RFC 8707)")
        Optional<String> resource,
    @Description(
            "How long before its end a token is replaced, while it is still used; at most half of"
                + " its life")
        @DefaultValue("60s")
        Duration refreshBefore,
    @Description("More parameters of the token request; not for secrets")
        Map<String, String> parameters) {

  /** What other settings, or the protocol, say already. */
  private static final Set<String> RESERVED =
      Set.of(
          "grant_type",
          "client_id",
          "client_secret",
          "client_assertion",
          "client_assertion_type",
          "scope",
          "audience",
          "resource");

  /**
   * Checks the settings together; no file is read.
   *
   * @throws RejectedSettingsException with everything that is wrong
   */
  public OAuth2Settings {
    scope = List.copyOf(scope);
    parameters = Map.copyOf(parameters);
    boolean withKey = authentication == ClientAuthentication.PRIVATE_KEY_JWT;
    Optional<Secret> secret = clientSecret;
    Optional<Path> key = privateKey;
    Optional<String> name = keyId;
    List<String> scopes = scope;
    Map<String, String> more = parameters;
    RejectedSettingsException.check(
        violations -> {
          if (withKey) {
            missing(violations, "privateKey", key, "PRIVATE_KEY_JWT signs with it");
            useless(violations, "clientSecret", secret, "authentication is PRIVATE_KEY_JWT");
          } else {
            missing(violations, "clientSecret", secret, "authentication is " + authentication);
            useless(violations, "privateKey", key, "authentication is " + authentication);
            useless(violations, "keyId", name, "authentication is " + authentication);
          }
          if (refreshBefore.isNegative()) {
            violations.at("refreshBefore", "is negative", "0s and longer", null);
          }
          for (String each : scopes) {
            if (!each.matches("[\\x21\\x23-\\x5b\\x5d-\\x7e]+")) {
              violations.at(
                  "scope",
                  "has an entry that is empty or holds a space or another character that is not"
                      + " allowed",
                  null,
                  "write each scope as an entry of its own");
            }
          }
          for (String each : more.keySet()) {
            if (RESERVED.contains(each)) {
              violations.at(
                  "parameters", "must not hold '" + each + "'", null, "use the setting for it");
            }
          }
        });
  }

  private static void missing(
      Violations violations, String setting, Optional<?> value, String why) {
    if (value.isEmpty()) {
      violations.at(setting, "is missing: " + why, null, null);
    }
  }

  private static void useless(
      Violations violations, String setting, Optional<?> value, String why) {
    if (value.isPresent()) {
      violations.at(setting, "is of no use: " + why, null, "remove it");
    }
  }
}
