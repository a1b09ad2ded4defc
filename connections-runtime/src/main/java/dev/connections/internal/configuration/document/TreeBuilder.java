package dev.connections.internal.configuration.document;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;

/**
 * Builds the tree of one document from the parser's events. From events, and not from the parser's
 * nodes, because those recurse without a limit and expand aliases without counting.
 */
final class TreeBuilder {

  private static final int DEEPEST = 64;
  private static final int MOST_NODES = 200_000;
  private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");

  private final Iterator<Event> events;
  private final String text;
  private final Origin document;
  private final Violations violations;
  private final Map<Anchor, Anchored> anchored = new HashMap<>();
  private int nodes;
  private boolean mergeKeys;

  /** What an alias stands for, and how many nodes that is. */
  private record Anchored(Tree tree, int size) {}

  TreeBuilder(Iterator<Event> events, String text, Origin document, Violations violations) {
    this.events = events;
    this.text = text;
    this.document = document;
    this.violations = violations;
  }

  /** The tree; null if there is nothing but white space and comments. */
  @Nullable Tree build() {
    Tree tree = null;
    while (events.hasNext()) {
      Event event = events.next();
      switch (event.getEventId()) {
        case DocumentStart -> {
          if (tree != null) {
            throw refused(event, "is a second document in one file", "remove the line '---'");
          }
          tree = tree(events.next(), 0);
        }
        case StreamStart, StreamEnd, DocumentEnd, Comment -> {}
        default -> throw refused(event, "is not expected here", null);
      }
    }
    return tree;
  }

  private Tree tree(Event event, int depth) {
    if (depth > DEEPEST) {
      throw refused(event, "is nested deeper than " + DEEPEST + " levels", null);
    }
    if (event instanceof AliasEvent alias) {
      Anchored target = anchored.get(alias.getAlias());
      if (target == null) {
        throw refused(event, "is an alias of nothing that is complete before it", null);
      }
      count(target.size(), event);
      return target.tree();
    }
    int before = nodes;
    count(1, event);
    refuseTag(event);
    Tree tree =
        switch (event.getEventId()) {
          case Scalar -> scalar((ScalarEvent) event);
          case SequenceStart -> sequence(event, depth);
          case MappingStart -> mapping(event, depth);
          default -> throw refused(event, "is not expected here", null);
        };
    Optional<Anchor> anchor = ((NodeEvent) event).getAnchor();
    if (anchor.isPresent()) {
      anchored.put(anchor.get(), new Anchored(tree, nodes - before));
    }
    return tree;
  }

  private Tree scalar(ScalarEvent event) {
    Origin origin = origin(event);
    if (event.isPlain() && NULLS.contains(event.getValue())) {
      if (event.getValue().isEmpty() && rest(origin).startsWith("#{")) {
        throw refused(
            event,
            "is empty, since an unquoted # begins a comment",
            "write the reference in quotes: \"#{Key}#\"");
      }
      return new Tree.Nothing(origin);
    }
    return new Tree.Scalar(event.getValue(), false, origin);
  }

  private Tree sequence(Event start, int depth) {
    List<Tree> elements = new ArrayList<>();
    for (Event next = events.next();
        next.getEventId() != Event.ID.SequenceEnd;
        next = events.next()) {
      if (next.getEventId() != Event.ID.Comment) {
        elements.add(tree(next, depth + 1));
      }
    }
    return new Tree.Sequence(List.copyOf(elements), origin(start));
  }

  private Tree mapping(Event start, int depth) {
    Map<String, Tree.Member> members = new LinkedHashMap<>();
    for (Event next = events.next();
        next.getEventId() != Event.ID.MappingEnd;
        next = events.next()) {
      if (next.getEventId() == Event.ID.Comment) {
        continue;
      }
      if (!(next instanceof ScalarEvent key)) {
        throw refused(next, "is not a plain name, as a key must be", null);
      }
      count(1, key);
      if (key.isPlain() && key.getValue().equals("<<")) {
        reportMergeKey(key);
        value(depth);
        continue;
      }
      Tree.Member member = new Tree.Member(key.getValue(), origin(key), value(depth));
      Tree.Member first = members.putIfAbsent(member.name(), member);
      if (first != null) {
        String problem = "the key '" + member.name() + "' is written twice";
        violations.add(member.origin(), problem, "remove one; the first is at " + first.origin());
      }
    }
    return new Tree.Mapping(
        Collections.unmodifiableMap(members), Tree.Matching.EXACT, origin(start));
  }

  /** YAML 1.1 had them, and many parsers still do. */
  private void reportMergeKey(ScalarEvent key) {
    mergeKeys = true;
    violations.add(
        origin(key),
        "'<<' is a merge key, which YAML 1.2 does not have",
        "write what all connections share under 'defaults'; repeat a whole group of settings with"
            + " an anchor and an alias, such as pool: &pool {…} and pool: *pool");
  }

  /** Whether keys were left out, so that what is missing is no fault of its own. */
  boolean hasMergeKeys() {
    return mergeKeys;
  }

  private Tree value(int depth) {
    Event next = events.next();
    while (next.getEventId() == Event.ID.Comment) {
      next = events.next();
    }
    return tree(next, depth + 1);
  }

  private void refuseTag(Event event) {
    Optional<String> tag = Optional.empty();
    if (event instanceof ScalarEvent scalar) {
      tag = scalar.getTag();
    } else if (event instanceof CollectionStartEvent collection) {
      tag = collection.getTag();
    }
    if (tag.isPresent()) {
      throw refused(event, "has a tag, which means nothing here", "remove what begins with !");
    }
  }

  private void count(int more, Event event) {
    nodes += more;
    if (nodes > MOST_NODES) {
      throw refused(event, "is more than " + MOST_NODES + " values, aliases expanded", null);
    }
  }

  private String rest(Origin origin) {
    List<String> lines = text.lines().toList();
    if (origin.line() == 0 || origin.line() > lines.size()) {
      return "";
    }
    String line = lines.get(origin.line() - 1);
    int column = Math.min(origin.column() - 1, line.length());
    return line.substring(column).strip();
  }

  private Origin origin(Event event) {
    Mark mark = event.getStartMark().orElse(null);
    return mark == null ? document : document.at(mark.getLine() + 1, mark.getColumn() + 1);
  }

  private DocumentRefusedException refused(Event event, String problem, @Nullable String hint) {
    return new DocumentRefusedException(
        new Violation(origin(event), "", null, problem, null, hint));
  }
}
