package decodefab.simtests.cell;

/**
 * What {@code dfab_run_control} promises, cycle by cycle: a run ends with a result or with an
 * error, an error cleans the machine up, and a run after a failed read ahead cleans up first, for
 * as long as the watchdog lets it.
 */
final class RunControlModel {

  static final int RESET = 1;
  static final int START = 2;
  static final int CANCEL = 4;
  static final int DONE = 8;
  static final int PROGRESS = 16;
  static final int READ_ERROR = 32;
  static final int WRITE_ERROR = 64;
  static final int FAR_IDLE = 128;

  static final int CONTEXT = 100;
  static final int VOCAB = 70;
  private static final int TIMEOUT = 16;
  private static final int CLEAN_CYCLES = 127;

  private static final int BUSY = 1;
  private static final int POSITION = 2;
  private static final int TOKEN = 3;
  private static final int READ = 4;
  private static final int WRITE = 5;
  private static final int LATE = 6;
  private static final int CANCELLED = 7;

  private enum State {
    IDLE,
    RUN,
    CLEAN
  }

  private State state = State.CLEAN;
  private boolean begun;
  private boolean starting;
  private boolean coreReset = true;
  private boolean done;
  private boolean error;
  private int cause;
  private int still;
  private int left = CLEAN_CYCLES;
  private boolean stale;
  private boolean again;

  /** Returns the output word of this cycle. */
  int outputs() {
    return (starting ? 1 : 0)
        | (coreReset ? 2 : 0)
        | (farReset() ? 4 : 0)
        | (state != State.IDLE ? 8 : 0)
        | (done ? 16 : 0)
        | (error ? 32 : 0)
        | (begun ? 64 : 0)
        | cause << 8;
  }

  private boolean farReset() {
    return coreReset && left > 0;
  }

  /** Goes on to the next cycle. */
  void step(int flags, int position, int token) {
    boolean reset = (flags & RESET) != 0;
    boolean staleNext =
        !reset && !farReset() && (stale || ((flags & READ_ERROR) != 0 && state != State.RUN));
    boolean idle = state == State.IDLE || (state == State.CLEAN && (flags & FAR_IDLE) != 0);
    int stillNext = idle || left > 0 || (flags & PROGRESS) != 0 ? 0 : still + 1;
    if (reset) {
      begin();
    } else {
      run(flags, position, token);
    }
    stale = staleNext;
    still = stillNext;
  }

  private void begin() {
    state = State.CLEAN;
    begun = false;
    starting = false;
    coreReset = true;
    done = false;
    error = false;
    cause = 0;
    left = CLEAN_CYCLES;
    again = false;
  }

  private void run(int flags, int position, int token) {
    boolean cancel = (flags & CANCEL) != 0;
    starting = false;
    State before = state;
    if ((flags & START) != 0) {
      done = false;
      cause =
          before != State.IDLE
              ? BUSY
              : Integer.compareUnsigned(position, CONTEXT) >= 0
                  ? POSITION
                  : Integer.compareUnsigned(token, VOCAB) >= 0 ? TOKEN : 0;
      error = cause != 0;
      starting = !error;
    }
    begun = starting;
    switch (before) {
      case IDLE -> {
        again = false;
        state = starting ? State.RUN : State.IDLE;
      }
      case RUN -> {
        boolean readFailed = (flags & READ_ERROR) != 0 || (stale && again);
        boolean writeFailed = (flags & WRITE_ERROR) != 0;
        if (stale && !again && !cancel) {
          again = true;
          clean();
        } else if (readFailed || writeFailed || still >= TIMEOUT || cancel) {
          fail(readFailed ? READ : writeFailed ? WRITE : still >= TIMEOUT ? LATE : CANCELLED);
          clean();
        } else if ((flags & DONE) != 0) {
          state = State.IDLE;
          done = true;
        }
      }
      case CLEAN -> {
        boolean clean = left == 0 && (flags & FAR_IDLE) != 0;
        left = Math.max(0, left - 1);
        if (again && (cancel || still >= TIMEOUT)) {
          fail(still >= TIMEOUT ? LATE : CANCELLED);
        }
        if (clean) {
          coreReset = false;
          starting = again;
          state = again ? State.RUN : State.IDLE;
        }
      }
    }
  }

  private void fail(int why) {
    again = false;
    error = true;
    cause = why;
  }

  private void clean() {
    state = State.CLEAN;
    coreReset = true;
    left = CLEAN_CYCLES;
  }
}
