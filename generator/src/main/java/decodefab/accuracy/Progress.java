package decodefab.accuracy;

import java.util.function.Supplier;

/** Sees the runs of a model over the text, which are what measuring takes its time for. */
public interface Progress {
  /** Sees nothing. */
  Progress NONE =
      new Progress() {
        @Override
        public <T> T run(String what, int positions, Supplier<T> work) {
          return work.get();
        }
      };

  /**
   * Does one run.
   *
   * @param what in a word or two
   * @param positions that it computes
   * @param work the run; called once
   * @return what the run gives
   */
  <T> T run(String what, int positions, Supplier<T> work);
}
