package stock;

import dev.connections.ConnectionConfiguration;
import dev.connections.annotations.DefaultValue;
import dev.connections.annotations.Description;
import java.util.List;

public record StockConfiguration(
    @Description("Where it is") String url,
    @DefaultValue("FAST") Speed speed,
    Authentication authentication,
    List<Realm> realms)
    implements ConnectionConfiguration {

  public enum Speed {
    FAST,
    SLOW
  }

  public sealed interface Authentication permits Basic, Bearer {}

  public record Basic(String user) implements Authentication {}

  public record Bearer(Realm realm) implements Authentication {}
}
