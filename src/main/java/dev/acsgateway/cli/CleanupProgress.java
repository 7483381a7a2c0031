package dev.acsgateway.cli;

import java.io.PrintWriter;
import java.util.function.Consumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows how a job gets on: a bar on a terminal, else a line per change. Close it. */
sealed interface CleanupProgress extends Consumer<CleanupView>, AutoCloseable {

  static CleanupProgress on(PrintWriter out, boolean terminal) {
    return terminal ? new Bar() : new Lines(out);
  }

  @Override
  void close();

  /** A bar on standard error, which leaves standard output to the result. */
  final class Bar implements CleanupProgress {
    private final ProgressBar bar =
        new ProgressBarBuilder()
            .setTaskName("Clean-up")
            .setStyle(ProgressBarStyle.ASCII)
            .setInitialMax(-1)
            .build();

    @Override
    public void accept(CleanupView job) {
      bar.maxHint(job.total()).stepTo(job.looked()).setExtraMessage(" " + job.state());
    }

    @Override
    public void close() {
      bar.close();
    }
  }

  /** For files and pipes. */
  final class Lines implements CleanupProgress {
    private final PrintWriter out;

    Lines(PrintWriter out) {
      this.out = out;
    }

    @Override
    public void accept(CleanupView job) {
      if (!job.isOver()) {
        out.println(job.summary());
      }
    }

    @Override
    public void close() {
      out.flush();
    }
  }
}
