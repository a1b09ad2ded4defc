package dev.connections.internal.configuration.document;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** Turns the text of a YAML 1.2 or JSON document into a tree. Whatever it holds, it is reported. */
public final class DocumentParser {

  private final Violations violations;

  public DocumentParser(Violations violations) {
    this.violations = violations;
  }

  /** The document's mapping; null if it is not readable, which has been reported. */
  public Tree.@Nullable Mapping parse(String text, Origin document) {
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel(document.source())
            .setUseMarks(true)
            .setCodePointLimit(DocumentText.LARGEST)
            .build();
    try {
      TreeBuilder builder =
          new TreeBuilder(
              new ParserImpl(settings, new StreamReader(settings, text)),
              text,
              document,
              violations);
      Tree tree = builder.build();
      if (builder.hasMergeKeys()) {
        return null;
      }
      if (tree instanceof Tree.Mapping mapping) {
        return mapping;
      }
      if (tree == null || tree instanceof Tree.Nothing) {
        violations.add(document, "is empty", "begin it with a line 'connections:'");
      } else {
        violations.add(
            tree.origin(), "is no mapping", "begin the document with a line 'connections:'");
      }
    } catch (DocumentRefusedException refused) {
      violations.add(refused.violation());
    } catch (MarkedYamlEngineException malformed) {
      // Not getMessage(): it quotes the line, which may hold a secret.
      violations.add(place(malformed, document), problem(malformed), null);
    } catch (ReaderException notText) {
      String code = String.format("U+%04X", notText.getCodePoint());
      violations.add(
          document, "holds the character " + code + ", which no YAML text may hold", null);
    } catch (YamlEngineException other) {
      violations.add(document, "cannot be parsed: " + other.getClass().getSimpleName(), null);
    }
    return null;
  }

  private static String problem(MarkedYamlEngineException malformed) {
    String context = malformed.getContext();
    String problem = malformed.getProblem();
    return "is not valid YAML: " + (context == null ? "" : context + ", ") + problem;
  }

  private static Origin place(MarkedYamlEngineException malformed, Origin document) {
    Optional<Mark> mark = malformed.getProblemMark().or(malformed::getContextMark);
    return mark.map(found -> document.at(found.getLine() + 1, found.getColumn() + 1))
        .orElse(document);
  }
}
