package dev.connections.internal.permit;

import dev.connections.internal.circuit.ThreadStripe;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;

/**
 * The slots of a bulkhead, each with its holder or empty: the write that takes one shows who holds
 * it. Takes no lock. Thread-safe.
 */
final class Slots {

  /** Those of a bulkhead that was never used. */
  static final Slots NONE = new Slots(0);

  /** So many slots lie in cache lines of their own; of more, threads seldom meet in one. */
  private static final int MOST_APART = 64;

  /** How many references a cache line holds. */
  private static final int LINE = 16;

  private static final int LOOKS = 2;

  private final int size;
  private final int stride;
  private final AtomicReferenceArray<Holder> slots;

  Slots(int size) {
    this.size = size;
    this.stride = size <= MOST_APART ? LINE : 1;
    this.slots = new AtomicReferenceArray<>(size * stride);
  }

  /**
   * False if there is none free. Looks more than once: while others come and go, the only free one
   * can move to where this one has looked already, and whoever finds none has to wait in line.
   */
  boolean take(Holder holder) {
    boolean taken = false;
    for (int look = 0; look < LOOKS && !taken; look++) {
      taken = takeFirstFree(holder);
    }
    return taken;
  }

  private boolean takeFirstFree(Holder holder) {
    int start = ThreadStripe.place(holder.thread(), size);
    for (int looked = 0; looked < size; looked++) {
      int index = (start + looked < size ? start + looked : start + looked - size) * stride;
      if (slots.get(index) == null) {
        holder.placedAt(index);
        if (slots.compareAndSet(index, null, holder)) {
          return true;
        }
      }
    }
    return false;
  }

  /** False if it was left before; the slot may be another's by now. */
  boolean leave(Holder holder) {
    int slot = holder.place();
    return slot >= 0 && slot < slots.length() && slots.compareAndSet(slot, holder, null);
  }

  boolean holds(Holder holder) {
    int slot = holder.place();
    return slot >= 0 && slot < slots.length() && slots.get(slot) == holder;
  }

  int size() {
    return size;
  }

  int taken() {
    int count = 0;
    for (int index = 0; index < slots.length(); index += stride) {
      if (slots.get(index) != null) {
        count++;
      }
    }
    return count;
  }

  /** Shows all holders, in no order. */
  void forEach(Consumer<Holder> visitor) {
    for (int index = 0; index < slots.length(); index += stride) {
      Holder holder = slots.get(index);
      if (holder != null) {
        visitor.accept(holder);
      }
    }
  }

  List<Holder> longestFirst(long nowNanos) {
    List<Holder> holders = new ArrayList<>();
    forEach(holders::add);
    holders.sort(
        Comparator.comparingLong((Holder holder) -> nowNanos - holder.sinceNanos()).reversed());
    return holders;
  }
}
