package decodefab.diag;

/**
 * Every way in which the language refuses a text. The first digit is the family: 1 form, 2 names, 3
 * values and units, 4 parts that contradict each other, 5 what the fabric cannot build yet. {@code
 * dsl/LANGUAGE.md} has a row with an example for each, and a test holds the two together.
 */
public enum Code {
  DF101("unexpected word or sign"),
  DF102("illegal character"),
  DF103("quoted text without its closing quote"),
  DF104("block comment without its end"),
  DF105("bracket without its partner"),
  DF106("nested too deeply"),
  DF107("file too large"),
  DF108("not UTF-8 text"),
  DF109("nothing in the file"),
  DF110("file cannot be read"),
  DF111("further errors left out"),
  DF201("unknown format"),
  DF202("unknown memory"),
  DF203("unknown tensor"),
  DF204("name defined twice"),
  DF205("name that cannot be used"),
  DF206("unknown operation of a model"),
  DF207("unknown argument of an operation"),
  DF208("unknown kind"),
  DF209("included file not found"),
  DF210("files include each other"),
  DF211("included file outside the design's folder"),
  DF212("unknown target"),
  DF213("layer the model does not have"),
  DF301("unit missing"),
  DF302("unknown unit"),
  DF303("unit of another kind"),
  DF304("value out of range"),
  DF305("not a power of two"),
  DF306("not a whole number"),
  DF307("number too long"),
  DF308("malformed argument list"),
  DF309("path that is no path"),
  DF401("lanes do not equal the tile"),
  DF402("tensor quantized twice"),
  DF403("tensor placed twice"),
  DF404("sparsity of a tensor given twice"),
  DF405("tensor placed nowhere"),
  DF406("required part missing"),
  DF407("part given twice"),
  DF408("bandwidth above what the channels carry"),
  DF409("setting does not fit the kind of memory"),
  DF410("model shape contradicts itself"),
  DF411("format does not fit the tensor"),
  DF412("not exactly one design"),
  DF413("rule does not apply to the tensor"),
  DF414("way of quantizing does not apply"),
  DF415("calibration text that cannot be read as tokens"),
  DF501("weight format not built yet"),
  DF502("activation format not built yet"),
  DF503("KV cache format not built yet"),
  DF504("sparsity not built yet"),
  DF505("batch not built yet"),
  DF506("several off-chip memories not built yet"),
  DF507("channel count not built yet"),
  DF508("model operation not built yet"),
  DF509("vectors off chip not built yet"),
  DF510("goals not built yet"),
  DF511("vector element not built yet"),
  DF512("norm format not built yet");

  private final String title;

  Code(String title) {
    this.title = title;
  }

  /** What the code stands for, in a few words. */
  public String title() {
    return title;
  }
}
