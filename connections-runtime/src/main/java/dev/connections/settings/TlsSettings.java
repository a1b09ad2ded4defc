package dev.connections.settings;

import dev.connections.Secret;
import dev.connections.annotations.DefaultValue;
import dev.connections.annotations.Description;
import dev.connections.annotations.Example;
import dev.connections.spi.RejectedSettingsException;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * How a connection is encrypted, as a component of a configuration record: whom to trust, and who
 * we are. Whether it is encrypted at all is for the type to say. By default the authorities that
 * Java trusts may vouch for the server, and no certificate of our own is shown.
 *
 * <p>What a file is, PEM or a key store (PKCS12 or JKS), is read from its content. Files and
 * passwords are read for each {@link #context}, so that renewed ones are used by the next client.
 * Immutable; holds references of passwords, not their values.
 *
 * @param trust a file with the certificates to trust, in PEM or as a key store; what Java trusts by
 *     default
 * @param trustPassword the password of {@code trust}, if that is a key store
 * @param certificate a file with our own certificate and those that vouch for it, in PEM; or a key
 *     store with certificate and key
 * @param key a file with the key of {@code certificate}, in PEM (PKCS#8)
 * @param keyPassword the password of {@code key}, or of the key store {@code certificate}
 * @param serverName the name that the server is asked for and its certificate must have; the host
 *     that is connected to by default
 * @param insecure whether whoever answers is trusted, false by default: encryption without
 *     protection against a man in the middle
 */
public record TlsSettings(
    @Description("File with the certificates to trust: PEM, PKCS12 or JKS")
        @Example("/etc/ssl/company-ca.pem")
        Optional<Path> trust,
    @Description("Password of trust, if that is a key store") Optional<Secret> trustPassword,
    @Description("File with the client's certificate: PEM, or a key store that has the key, too")
        Optional<Path> certificate,
    @Description("File with the certificate's key: PEM, PKCS#8") Optional<Path> key,
    @Description("Password of key, or of the key store certificate") Optional<Secret> keyPassword,
    @Description("Name that the server's certificate must have; by default the host")
        Optional<String> serverName,
    @Description("Whether any server is trusted, without verifying its certificate")
        @DefaultValue("false")
        boolean insecure) {

  /** What Java trusts, and no certificate of our own. */
  public static final TlsSettings DEFAULT =
      new TlsSettings(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          false);

  /**
   * Checks the settings together; no file is read.
   *
   * @throws RejectedSettingsException with everything that is wrong
   */
  public TlsSettings {
    RejectedSettingsException.check(
        violations -> {
          if (insecure && trust.isPresent()) {
            violations.at("trust", "is never looked at with insecure: true", null, "remove one");
          }
          if (insecure && serverName.isPresent()) {
            violations.at(
                "serverName", "is never looked at with insecure: true", null, "remove one");
          }
          if (trustPassword.isPresent() && trust.isEmpty()) {
            violations.at("trustPassword", "is of no use without trust", null, null);
          }
          if (key.isPresent() && certificate.isEmpty()) {
            violations.at("certificate", "is missing: a key is of no use without it", null, null);
          }
          if (keyPassword.isPresent() && certificate.isEmpty()) {
            violations.at("keyPassword", "is of no use without certificate", null, null);
          }
          if (serverName.isPresent() && !isName(serverName.get())) {
            violations.at("serverName", "is neither a host name nor an address", null, null);
          }
        });
  }

  private static boolean isName(String text) {
    try {
      return !new HostPort(text, 1).host().isEmpty();
    } catch (IllegalArgumentException wrong) {
      return false;
    }
  }

  /**
   * Reads the files and makes what clients take. May read from disk.
   *
   * @param warnings gets what works and should not be left so: {@code insecure}, a certificate that
   *     has expired; one sentence each, without secrets
   * @throws RejectedSettingsException with everything that is wrong with the files: the setting,
   *     the file, and what to do
   */
  public SSLContext context(Consumer<String> warnings) {
    return new TlsFiles(this, warnings).read().context();
  }

  /**
   * The name that the server's certificate is verified against.
   *
   * @param host the host that is connected to
   */
  public String verifiedName(String host) {
    return serverName.orElse(host);
  }

  /**
   * Encrypts a connected socket and verifies the server's name. The handshake is made at the first
   * use, or by {@link SSLSocket#startHandshake()}.
   *
   * @param context made by {@link #context}
   * @param connected closed with the result
   * @param host the host that it is connected to
   * @throws IOException if the socket is not connected
   */
  public SSLSocket socket(SSLContext context, Socket connected, String host) throws IOException {
    SSLSocket socket =
        (SSLSocket)
            context
                .getSocketFactory()
                .createSocket(connected, verifiedName(host), connected.getPort(), true);
    SSLParameters parameters = socket.getSSLParameters();
    if (!insecure) {
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
    }
    askedFor(verifiedName(host)).ifPresent(name -> parameters.setServerNames(List.of(name)));
    socket.setSSLParameters(parameters);
    return socket;
  }

  /** Java itself asks for no name without a dot, such as those of containers, or with one last. */
  private static Optional<SNIServerName> askedFor(String name) {
    if (!HostPort.isName(name)) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new SNIHostName(name.endsWith(".") ? name.substring(0, name.length() - 1) : name));
    } catch (IllegalArgumentException underscore) { // which Java lets no one ask for
      return Optional.empty();
    }
  }
}
