package decodefab.matrix;

import java.util.ArrayList;
import java.util.List;

/**
 * One of several equal parts of a regression, which machines run beside each other. Every job is in
 * exactly one of them, and the same matrix gives the same parts.
 *
 * @param index from 1
 * @param count of all parts, from 1
 */
public record Shard(int index, int count) {
  /** All jobs. */
  public static final Shard WHOLE = new Shard(1, 1);

  public Shard {
    if (index < 1 || index > count) {
      throw new IllegalArgumentException("shard " + index + "/" + count);
    }
  }

  /**
   * The jobs of this part, in their order. Neighbours in a list are alike, and so are dealt out.
   */
  public List<Job> of(List<Job> jobs) {
    List<Job> mine = new ArrayList<>();
    for (int i = index - 1; i < jobs.size(); i += count) {
      mine.add(jobs.get(i));
    }
    return List.copyOf(mine);
  }

  @Override
  public String toString() {
    return index + "/" + count;
  }
}
