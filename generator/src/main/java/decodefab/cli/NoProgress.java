package decodefab.cli;

import me.tongfei.progressbar.ProgressBarConsumer;

/** Shows no progress: for pipes, logs and {@code --quiet}. */
final class NoProgress implements ProgressBarConsumer {
  @Override
  public int getMaxRenderedLength() {
    return 0;
  }

  @Override
  public void accept(String rendered) {
    // Nobody watches.
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
