package stock;

import java.util.List;

public record Realm(String name, List<String> groups) {}
