package decodefab.design;

import decodefab.diag.SourceText;
import decodefab.diag.Span;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One accelerator, checked: every name resolved, every value in its legal range, every default
 * filled in.
 *
 * @param name the author's name for it; a legal Verilog identifier
 * @param source the main file
 * @param span where its name stands
 * @param model the model it runs
 * @param calibration the text over which inputs of matrices are taken, if not one of the model's
 *     own
 * @param formats number format of every tensor, and how its codes are found
 * @param sparsity which weights of every matrix are stored
 * @param memories every memory of the design; the first on-chip one is the default place
 * @param placement memory of every tensor
 * @param datapath clock, lanes and vector width
 * @param tile how the lanes are arranged over a matrix; rows x cols = lanes
 * @param target what it is built for
 * @param origins where each value was written
 */
public record Design(
    String name,
    SourceText source,
    Span span,
    ModelSource model,
    Optional<CalibrationFile> calibration,
    FormatTable formats,
    SparsityTable sparsity,
    List<Memory> memories,
    PlacementTable placement,
    Datapath datapath,
    MatvecTile tile,
    Target target,
    Origins origins) {
  public Design {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(span, "span");
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(calibration, "calibration");
    Objects.requireNonNull(formats, "formats");
    Objects.requireNonNull(sparsity, "sparsity");
    memories = List.copyOf(memories);
    Objects.requireNonNull(placement, "placement");
    Objects.requireNonNull(datapath, "datapath");
    Objects.requireNonNull(tile, "tile");
    Objects.requireNonNull(target, "target");
    Objects.requireNonNull(origins, "origins");
    if (datapath.lanes() != tile.rows() * tile.cols()) {
      throw new IllegalArgumentException("lanes are not rows x cols");
    }
  }

  /** The same design with other formats, such as those that the model's file has decided. */
  public Design with(FormatTable other) {
    return new Design(
        name,
        source,
        span,
        model,
        calibration,
        other,
        sparsity,
        memories,
        placement,
        datapath,
        tile,
        target,
        origins);
  }

  /**
   * Number format of one tensor.
   *
   * @param tensor canonical name, see {@link TensorName}
   * @throws IllegalArgumentException when the name is none of a tensor
   */
  public NumberFormat formatOf(String tensor) {
    return formats.of(TensorName.parse(tensor));
  }

  /**
   * How the codes of one matrix are found. An embedding has no inputs that could be taken into
   * account, and its weights become the nearest codes where a rule for all weights says more.
   *
   * @param tensor canonical name of a matrix, see {@link TensorName}
   * @throws IllegalArgumentException when the name is none of a matrix
   */
  public Quantizing quantizingOf(String tensor) {
    TensorName name = TensorName.parse(tensor);
    Quantizing by = formats.quantizing().of(name);
    boolean looksUp = name.equals(new TensorName.Whole(TensorClass.EMBEDDING));
    return by == Quantizing.GPTQ && looksUp ? Quantizing.NEAREST : by;
  }

  /**
   * Sparsity of one matrix.
   *
   * @param tensor canonical name of a matrix, see {@link TensorName}
   * @throws IllegalArgumentException when the name is none of a matrix
   */
  public Sparsity sparsityOf(String tensor) {
    return sparsity.of(TensorName.parse(tensor));
  }

  /** Where the format of a tensor is written; the whole design where it is nowhere. */
  public Span formatOrigin(String tensor) {
    return formats.table().find(TensorName.parse(tensor)).flatMap(Rule::origin).orElse(span);
  }

  /** Where the sparsity of a matrix is written; the whole design where it is nowhere. */
  public Span sparsityOrigin(String tensor) {
    return sparsity.table().find(TensorName.parse(tensor)).flatMap(Rule::origin).orElse(span);
  }

  /**
   * The memory that holds one tensor.
   *
   * @param tensor canonical name, see {@link TensorName}
   * @throws IllegalArgumentException when the name is none of a tensor
   */
  public Memory tierOf(String tensor) {
    return placement.of(TensorName.parse(tensor));
  }

  /**
   * Where a value was written: keys such as {@code datapath.clock}, {@code tile.rows}, {@code
   * memory.hbm.capacity}, {@code target}. A value that was not written leads to the block it
   * belongs to, or to the design's name.
   */
  public Span origin(String key) {
    return origins.nearest(key).orElse(span);
  }
}
