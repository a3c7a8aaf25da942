package decodefab.regress;

import decodefab.diag.InputException;
import decodefab.matrix.Job;
import decodefab.matrix.Stage;
import decodefab.tool.ContentHash;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Stages without tools: what a test tells them to do, they do. */
final class FakeBench implements Workbench {
  /** What a stage does. */
  interface Act {
    void run(Path folder) throws StageException, IOException, InterruptedException;
  }

  final List<String> log = Collections.synchronizedList(new ArrayList<>());
  final Map<String, Act> acts = new HashMap<>();
  final Map<String, String> content = new HashMap<>();
  final Set<String> gone = new HashSet<>();
  long memory = 1;

  /** Has a stage of a job do something. */
  void on(String job, Stage stage, Act act) {
    acts.put(job + " " + stage.text(), act);
  }

  @Override
  public PreparedJob prepare(Job job) throws InputException {
    job.load();
    String key = ContentHash.empty().with(job.name(), content.getOrDefault(job.name(), "")).hex();
    return new PreparedJob() {
      @Override
      public String key() {
        return key;
      }

      @Override
      public long memoryBytes() {
        return memory;
      }

      @Override
      public void run(Stage stage, Path folder, Detail detail)
          throws StageException, IOException, InterruptedException {
        String what = job.name() + " " + stage.text();
        log.add(what);
        detail.now("at work");
        if (acts.containsKey(what)) {
          acts.get(what).run(folder);
        }
      }

      @Override
      public boolean restore(Path folder) {
        return !gone.contains(job.name());
      }

      @Override
      public Figures figures() {
        return new Figures(4, 400, 1000, new TreeMap<>(Map.of("lut", 5000.0)));
      }

      @Override
      public List<String> bins() {
        return List.of("int4|dense|on chip|first");
      }
    };
  }
}
