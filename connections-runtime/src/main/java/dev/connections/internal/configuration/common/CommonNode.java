package dev.connections.internal.configuration.common;

import dev.connections.annotations.settings.CommonSettings;
import dev.connections.internal.configuration.document.Origin;
import dev.connections.internal.configuration.node.TrackedNode;
import dev.connections.internal.configuration.source.Preset;
import dev.connections.spi.settings.ConnectionSettings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A connection's node, with the section {@code defaults} behind it. It is read if the connection
 * says something of the common settings itself, or if someone asks for what was read. Used by one
 * thread.
 */
public final class CommonNode {

  private static final String[] SHARED = CommonSettings.DEFAULTS.keys().toArray(new String[0]);

  private final TrackedNode own;
  private final Origin place;
  private final CommonDefaults defaults;
  private final boolean same;
  private @Nullable TrackedNode node;

  public CommonNode(TrackedNode own, Origin place, CommonDefaults defaults) {
    this.own = own;
    this.place = place;
    this.defaults = defaults;
    this.same = defaults.settings() != null && own.said().children(SHARED).isEmpty();
  }

  /** The settings, without a name and a type; null if anything is wrong, which was reported. */
  @Nullable ConnectionSettings settings() {
    return same ? defaults.settings() : CommonSettingsBinder.shared(unread());
  }

  /** The preset that is chosen; null if there is none. */
  @Nullable Preset preset() {
    return same ? defaults.preset() : Assumptions.preset(unread());
  }

  /** The node, of which every setting has been asked for. */
  public TrackedNode node() {
    boolean neverRead = same && node == null;
    TrackedNode read = unread();
    if (neverRead) {
      CommonSettingsBinder.shared(read);
    }
    return read;
  }

  /** The node, if it was read for this connection alone; else none. */
  public List<TrackedNode> ownNode() {
    return same ? List.of() : List.of(unread());
  }

  private TrackedNode unread() {
    TrackedNode made = node;
    if (made == null) {
      made = defaults.behind(own, place);
      node = made;
    }
    return made;
  }
}
