package shop;

import lombok.Data;
import org.springframework.boot.context.properties.ConfigurationProperties;

@Data
@ConfigurationProperties("shop")
public class SpringProperties {
  private String owner = "Ada";
}
