package dev.connections.rest.internal.exchange;

import dev.connections.TimeSource;
import dev.connections.rest.RestHttpSettings;
import dev.connections.settings.RenewedTls;
import dev.connections.settings.TlsSettings;
import dev.connections.spi.RejectedSettingsException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.HostnameVerifier;
import okhttp3.CertificatePinner;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** The TLS settings of a server, as OkHttp takes them. Thread-safe. */
public final class RestTls {

  /** What Java trusts, and no certificate of our own. */
  public static final RestTls NONE = new RestTls(null, "", List.of());

  private final @Nullable RenewedTls files;
  private final boolean insecure;
  private final String host;
  private final List<String> pins;

  private RestTls(@Nullable RenewedTls files, String host, List<String> pins) {
    this.files = files;
    this.insecure = files != null && files.settings().insecure();
    this.host = host;
    this.pins = pins;
  }

  /**
   * Reads the files.
   *
   * @param host the server's host
   * @param http names the keys of which the host's chain must have one
   * @param renewed called when files were renewed
   * @param time where time comes from
   * @param warnings gets what should not be left as it is
   * @throws RejectedSettingsException if the files cannot be used
   */
  public static RestTls of(
      Optional<TlsSettings> settings,
      String host,
      RestHttpSettings http,
      Runnable renewed,
      TimeSource time,
      Consumer<String> warnings) {
    RenewedTls files =
        settings.isEmpty() ? null : new RenewedTls(settings.get(), host, time, warnings, renewed);
    return new RestTls(files, host, http.pins());
  }

  /** Lets a client use them. */
  public void applyTo(OkHttpClient.Builder client) {
    if (!pins.isEmpty()) {
      client.certificatePinner(
          new CertificatePinner.Builder().add(host, pins.toArray(new String[0])).build());
    }
    RenewedTls renewed = files;
    if (renewed != null) {
      client.sslSocketFactory(renewed.socketFactory(), renewed.trustManager());
      HostnameVerifier names = new OkHttpClient().hostnameVerifier();
      client.hostnameVerifier(
          (connected, session) ->
              insecure || names.verify(renewed.verifiedName(connected), session));
    }
  }

  /** Looks whether files were renewed, at most once a second. */
  public void refresh() {
    if (files != null) {
      files.refresh();
    }
  }
}
