package dev.connections.internal.configuration;

import dev.connections.annotations.grammar.NearestName;
import dev.connections.internal.configuration.document.Layered;
import dev.connections.internal.configuration.document.Tree;
import dev.connections.internal.configuration.document.Violation;
import dev.connections.internal.configuration.node.Reading;
import dev.connections.internal.configuration.node.TrackedNode;
import dev.connections.internal.configuration.secret.ShownText;
import dev.connections.internal.configuration.source.BuiltInProfile;
import dev.connections.internal.configuration.source.ProfileChoice;
import dev.connections.spi.binding.ConfigurationNode.Kind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the sections of the chosen profile, and checks the outline of all profiles. */
final class Profiles {

  private final Reading reading;

  Profiles(Reading reading) {
    this.reading = reading;
  }

  /** The sections of the chosen profile in the documents, in their order. */
  List<Tree.Mapping> sections(List<Tree.Mapping> documents, @Nullable ProfileChoice choice) {
    List<Tree.Mapping> sections = new ArrayList<>();
    Set<String> names = new LinkedHashSet<>();
    for (Tree.Mapping document : documents) {
      Tree.Member profiles = document.find("profiles");
      if (profiles == null || profiles.value() instanceof Tree.Nothing) {
        continue;
      }
      TrackedNode node = node("profiles", profiles);
      node.object(node.keys().toArray(new String[0]));
      for (String name : node.keys()) {
        names.add(name);
        Tree.Mapping section = section(node.child(name));
        if (section != null && choice != null && choice.name().equals(name)) {
          sections.add(section);
        }
      }
    }
    if (choice != null && !names.contains(choice.name()) && BuiltInProfile.of(choice) == null) {
      reportUnknown(choice, names);
    }
    return sections;
  }

  private Tree.@Nullable Mapping section(TrackedNode profile) {
    if (profile.kind() == Kind.MISSING) {
      return null;
    }
    profile.object("defaults", "connections");
    profile.reportUnknownKeys();
    Layered.Layer first = profile.said().first();
    return first != null && first.tree() instanceof Tree.Mapping mapping ? mapping : null;
  }

  private TrackedNode node(String path, Tree.Member member) {
    Layered.Layer layer = new Layered.Layer(path, member.origin(), member.value());
    return new TrackedNode(path, Layered.of(layer), member.origin(), Set.of(), reading);
  }

  private void reportUnknown(ProfileChoice choice, Set<String> written) {
    Set<String> names = new LinkedHashSet<>(written);
    names.addAll(BuiltInProfile.names());
    String nearest = NearestName.of(choice.name(), names).orElse(null);
    reading
        .violations()
        .add(
            new Violation(
                choice.origin(),
                "profile",
                ShownText.shortened(choice.name()),
                "is not a profile of the documents, nor a built-in one",
                String.join(", ", names),
                nearest == null ? null : "did you mean " + nearest + "?"));
  }
}
