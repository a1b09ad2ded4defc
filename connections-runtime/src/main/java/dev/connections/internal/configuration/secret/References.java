package dev.connections.internal.configuration.secret;

import dev.connections.SecretResolver;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Fetches what references refer to, each time. Thread-safe. */
public final class References {

  private static final int LARGEST_FILE = 1024 * 1024;

  private final Map<String, String> environment;
  private final @Nullable SecretResolver resolver;
  private final ReadingHistory history;
  private final Set<String> variables = ConcurrentHashMap.newKeySet();

  public References(
      Map<String, String> environment, @Nullable SecretResolver resolver, ReadingHistory history) {
    this.environment = environment;
    this.resolver = resolver;
    this.history = history;
  }

  /** The present value. What comes from a file or a resolver is redacted from now on. */
  public String value(Reference reference) throws UnresolvedException {
    return switch (reference.kind()) {
      case ENVIRONMENT -> variable(reference);
      case FILE -> {
        history.refersTo(reference.name());
        yield registered(reference, file(reference.name()));
      }
      case KEY -> registered(reference, key(reference.name()));
      case UNCLOSED -> throw unclosed(reference.written());
      case NESTED ->
          throw new UnresolvedException(
              "has a reference inside of the reference " + reference.written() + "…",
              "write a plain default, or set the variable: a reference holds no other one");
      case UNKNOWN ->
          throw new UnresolvedException(
              "has the reference " + reference.written() + ", which is of no known form",
              reference.written().matches("\\$\\{(?:sys|prop|property|systemProperty):.*")
                  ? "system properties are not referred to; they override settings by name:"
                      + " -Dconnections.<connection>.<setting>=…"
                  : reference.name().matches("[A-Za-z_][A-Za-z0-9_]*")
                      ? "write ${env:" + reference.name() + "}, or $${ for a literal ${"
                      : "write ${env:NAME}, ${file:/path} or #{Key}#, or $${ for a literal ${");
    };
  }

  /** Whether a reference has named this environment variable. */
  public boolean hasRead(String variable) {
    return variables.contains(variable);
  }

  /** What is wrong with a reference without its end. */
  public static UnresolvedException unclosed(String beginning) {
    boolean key = beginning.startsWith("#");
    return new UnresolvedException(
        "has " + beginning + " without the closing " + (key ? "}#" : "brace }"),
        key
            ? "write #{Key}#; a text that really has #{ can come from ${env:NAME} or ${file:/path}"
            : "add the brace; write $${ for a literal ${");
  }

  private String variable(Reference reference) throws UnresolvedException {
    variables.add(reference.name());
    String value = environment.get(reference.name());
    if (value == null || (value.isEmpty() && reference.defaultText() != null)) {
      value = reference.defaultText();
    }
    if (value == null) {
      if (environment.isEmpty()) {
        throw new UnresolvedException(
            "refers to the variable "
                + reference.name()
                + ", but this configuration reads no environment variables",
            "add .environment(System.getenv()) to the ConnectionsConfiguration: of(…) and"
                + " ofResource(…) read the variables of the process, ofText(…) does not");
      }
      throw new UnresolvedException(
          "refers to the variable " + reference.name() + ", which is not set",
          "set it for this process; a setting that is no secret may have a default: ${env:"
              + reference.name()
              + ":-default}");
    }
    return value;
  }

  private String registered(Reference reference, String value) {
    history.secrets().register(reference.written(), value);
    return value;
  }

  private static String file(String name) throws UnresolvedException {
    String problem;
    try (InputStream stream = Files.newInputStream(Path.of(name))) {
      byte[] bytes = stream.readNBytes(LARGEST_FILE + 1);
      if (bytes.length <= LARGEST_FILE) {
        return withoutLineEnd(new String(bytes, StandardCharsets.UTF_8));
      }
      problem = "which is larger than 1 MiB";
    } catch (NoSuchFileException missing) {
      problem = "which does not exist";
    } catch (AccessDeniedException denied) {
      problem = "which this process must not read";
    } catch (IOException | InvalidPathException unreadable) {
      problem = "which cannot be read (" + unreadable.getClass().getSimpleName() + ")";
    }
    throw new UnresolvedException(
        "refers to the file " + name + ", " + problem,
        "mount the secret there, or correct the path" + workingDirectory(name));
  }

  private static String workingDirectory(String name) {
    try {
      Path path = Path.of(name);
      return path.isAbsolute()
          ? ""
          : "; it is relative to the working directory, so it is looked up at "
              + path.toAbsolutePath().normalize();
    } catch (InvalidPathException reportedAlready) {
      return "";
    }
  }

  private static String withoutLineEnd(String text) {
    if (text.endsWith("\r\n")) {
      return text.substring(0, text.length() - 2);
    }
    return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
  }

  private String key(String key) throws UnresolvedException {
    if (resolver == null) {
      throw new UnresolvedException(
          "refers to the key " + key + ", and no SecretResolver is there to find it",
          "give one: ConnectionsConfiguration.secretResolver(…)");
    }
    Optional<String> value;
    try {
      value = resolver.resolve(key);
    } catch (RuntimeException failed) {
      throw new UnresolvedException(
          "refers to the key "
              + key
              + ", and the SecretResolver failed: "
              + history.redactor().redact(failed.toString()),
          "see whether the vault can be reached and this service may read the key");
    }
    return value.orElseThrow(
        () ->
            new UnresolvedException(
                "refers to the key " + key + ", which the SecretResolver does not know",
                "store the secret under this key, or correct the key"));
  }
}
