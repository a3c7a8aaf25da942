package decodefab.estimate;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * One queue of {@code dfab_axi_reader} with the cell that cuts its beats into items. {@code
 * dfab_axi_bursts} asks for a burst when the queue has a place for each of its beats, so that a
 * queue is ahead of the engine by its depth, and what it is short of comes a round trip late.
 *
 * <p>Positions count beats since the start of the token. A command takes its items evenly over its
 * cycles; when one is late, all behind it are as late. The item behind the one that is taken has
 * left the queue already, since it stands in a register.
 */
final class ReadQueue {
  /** Beats of a burst, {@code BURST} of {@code dfab_offchip}. */
  static final int BURST = 16;

  /** From data on the bus to the first item. */
  static final int BUS_TO_ITEM = 5;

  /** From a beat that leaves the queue to the address of the burst that wanted its place. */
  private static final int PLACE_TO_BUS = 3;

  /** Before any token; finite, so that sums with it are numbers. */
  private static final double LONG_AGO = -1e15;

  private final ChannelClock channel;
  private final int depth;
  private final double item;
  private final boolean endless;
  private final Deque<Wanted> wanted = new ArrayDeque<>();
  private final Deque<Asked> asked = new ArrayDeque<>();

  private long end;
  private double taken;
  private Taking before = new Taking(0, 0, LONG_AGO, 0);
  private Taking now = before;

  /** A burst that waits for places: its first beat, its beats, and when it could go. */
  private record Wanted(long from, int beats, double ready) {
    long to() {
      return from + beats;
    }
  }

  /** A burst that was asked for. */
  private record Asked(long from, ChannelClock.Beats beats) {
    long to() {
      return from + beats.count();
    }
  }

  /** From which beat to which a command takes, and over what time. */
  private record Taking(double from, double to, double first, double cycles) {
    double at(double position) {
      return to == from ? first : first + (position - from) / (to - from) * cycles;
    }
  }

  /**
   * A queue at the start of a token.
   *
   * @param depth beats that it holds
   * @param item beats of an item, a power of two or the inverse of one
   * @param endless whether it reads on without requests; then it is full
   */
  ReadQueue(ChannelClock channel, int depth, double item, boolean endless) {
    this.channel = channel;
    this.depth = depth;
    this.item = item;
    this.endless = endless;
    for (; endless && end < depth; end += BURST) {
      asked.add(new Asked(end, new ChannelClock.Beats(LONG_AGO, LONG_AGO, BURST)));
    }
  }

  /**
   * Asks for the items of the next command, which begin with a whole beat.
   *
   * @param ready when the first address is ready for the bus
   */
  void request(long items, double ready) {
    // What the command before left over of its last beat has been passed over.
    asked.removeIf(burst -> burst.to() <= end);
    taken = end;
    long stop = end + (long) Math.ceil(items * item);
    while (end < stop) {
      int beats = (int) Math.min(BURST, stop - end);
      wanted.add(new Wanted(end, beats, ready));
      end += beats;
    }
    ask(taken + item);
  }

  /** When the first item that was asked for is there. */
  double firstItem() {
    Asked first = asked.getFirst();
    long lastPart = Math.min((long) Math.ceil(item), first.beats().count()) - 1;
    return first.beats().at(lastPart) + BUS_TO_ITEM;
  }

  /**
   * Begins a command.
   *
   * @param items items that it takes
   * @param first when it takes the first one
   * @param cycles over how many cycles, if none is late
   */
  void begin(long items, double first, double cycles) {
    before = now;
    now = new Taking(taken, taken + items * item, first, cycles);
  }

  /** Whether the command has items to take. */
  boolean more() {
    return taken < now.to();
  }

  /** Share of its items that the command has taken. */
  double progress() {
    return (taken - now.from()) / (now.to() - now.from());
  }

  /** All that is not taken yet is taken so many cycles later. */
  void postpone(double cycles) {
    if (cycles > 0) {
      now = new Taking(now.from(), now.to(), now.first() + cycles, now.cycles());
    }
  }

  /** Whole bursts that the command has still to take. */
  long bursts() {
    return (long) (now.to() - taken) / BURST;
  }

  /** Share of the command's items that so many bursts are. */
  double share(long bursts) {
    return bursts * BURST / (now.to() - now.from());
  }

  /** Passes over a share of the command's items, with the queue as it is after a time. */
  void skip(double share, double time) {
    double exact = share * (now.to() - now.from());
    long beats = Math.round(exact);
    double moved = beats - exact;
    now = new Taking(now.from() + moved, now.to() + moved, now.first(), now.cycles());
    taken += beats;
    end += beats;
    for (int i = asked.size(); i > 0; i--) {
      Asked burst = asked.remove();
      asked.add(new Asked(burst.from() + beats, burst.beats().later(time)));
    }
  }

  /** Takes the items of one burst, and says by how many cycles they are late. */
  double take() {
    ask(taken + item);
    Asked burst = asked.getFirst();
    double stop = Math.min(now.to(), (double) burst.to());
    long first = (long) taken;
    long last = (long) Math.ceil(stop) - 1;
    if (item > 1) {
      first = Math.min(last, (long) (Math.floor(first / item) * item + item) - 1);
    }
    taken = stop;
    if (stop >= burst.to()) {
      asked.remove();
    }
    return Math.max(0, Math.max(late(burst, first), late(burst, last)));
  }

  private double late(Asked burst, long beat) {
    double start =
        item > 1 ? Math.floor((double) beat / item) * item : Math.max((double) beat, now.from());
    return burst.beats().at(beat - burst.from()) + BUS_TO_ITEM - now.at(start);
  }

  /** Asks for the bursts that have their places when the queue has been left up to a position. */
  private void ask(double left) {
    if (endless) {
      for (; end + BURST - depth <= left; end += BURST) {
        ask(end, BURST, LONG_AGO);
      }
    } else {
      while (!wanted.isEmpty() && wanted.getFirst().to() - depth <= left) {
        Wanted next = wanted.remove();
        ask(next.from(), next.beats(), next.ready());
      }
    }
  }

  private void ask(long from, int beats, double ready) {
    double free = leaves(from + beats - depth) + PLACE_TO_BUS;
    asked.add(new Asked(from, channel.read(Math.max(ready, free), beats)));
  }

  /** When the beat before a position has left the queue. */
  private double leaves(long position) {
    double behind = position - item;
    if (behind <= before.from()) {
      return LONG_AGO;
    }
    double room = (behind <= now.from() ? before.at(behind) : now.at(behind)) - 1;
    return Math.max(room, arrival(position - 1) + BUS_TO_ITEM - 1);
  }

  private double arrival(long beat) {
    for (Asked burst : asked) {
      if (beat >= burst.from() && beat < burst.to()) {
        return burst.beats().at(beat - burst.from());
      }
    }
    return LONG_AGO;
  }
}
