package decodefab.golden;

import decodefab.graph.Op;
import decodefab.graph.Value;

/** Operations of the vector engine: one pass over the elements each, one rounding per step. */
final class VectorOperations {
  private final VectorEngine engine;
  private final Values values;

  VectorOperations(int width, Values values) {
    this.engine = new VectorEngine(width);
    this.values = values;
  }

  void sumOfSquares(Op.SumOfSquares o, int position) {
    float[] in = values.floats(o.in());
    float[] squares = new float[o.in().extent().at(position)];
    for (int i = 0; i < squares.length; i++) {
      squares[i] = Fp32.mul(in[i], in[i]);
    }
    values.floats(o.out())[0] = engine.sum(squares, squares.length);
  }

  void inverseRms(Op.InverseRms o) {
    float sum = values.floats(o.sum())[0];
    float shifted = Fp32.add(sum, VectorConstants.rmsShift(o));
    values.floats(o.out())[0] = Fp32.rsqrt(Fp32.mul(shifted, VectorConstants.rmsFactor(o)));
  }

  void normalize(Op.Normalize o, float[] weight, int position) {
    float[] in = values.floats(o.in());
    float factor = values.floats(o.factor())[0];
    float[] out = values.floats(o.out());
    for (int i = 0; i < weight.length; i++) {
      out[i] = Fp32.mul(Fp32.mul(in[i], factor), weight[i]);
    }
    groupMaximum(o.out(), o.group(), o.max(), position);
  }

  void groupScales(Op.GroupScales o, int position) {
    float[] max = values.floats(o.max());
    float[] scale = values.floats(o.scale());
    float[] inverse = values.floats(o.inverse());
    for (int g = 0; g < o.max().extent().at(position); g++) {
      float exact = Fp32.mul(max[g], o.format().inverseLimit());
      scale[g] = ScaleRounding.round(exact, o.format().scale());
      inverse[g] = Fp32.recip(scale[g]);
    }
  }

  void quantize(Op.Quantize o, int position) {
    float[] in = values.floats(o.in());
    float[] inverse = values.floats(o.inverse());
    short[] out = values.codes(o.out());
    int limit = o.format().limit();
    int count = o.in().extent().at(position);
    for (int from = 0, g = 0; from < count; from += o.group(), g++) {
      for (int i = from; i < Math.min(count, from + o.group()); i++) {
        out[i] = (short) Fp32.toInt(Fp32.mul(in[i], inverse[g]), limit);
      }
    }
  }

  void rotateCosine(Op.RotateCosine o, int position) {
    float[] in = values.floats(o.in());
    float[] cosine = values.floats(o.cosine());
    float[] out = values.floats(o.out());
    for (int i = 0; i < o.in().extent().at(position); i++) {
      out[i] = Fp32.mul(in[i], cosine[i % o.cosine().extent().at(position)]);
    }
  }

  void rotateSine(Op.RotateSine o, int position) {
    float[] in = values.floats(o.in()).clone();
    float[] sine = values.floats(o.sine());
    float[] partial = values.floats(o.partial());
    float[] out = values.floats(o.out());
    for (int i = 0; i < o.in().extent().at(position); i++) {
      out[i] = Fp32.add(Fp32.mul(in[i ^ 1], sine[i % o.head()]), partial[i]);
    }
    groupMaximum(o.out(), o.head(), o.max(), position);
  }

  void groupMaximum(Value in, int group, Value max, int position) {
    VectorEngine.groupMax(values.floats(in), in.extent().at(position), group, values.floats(max));
  }

  void headMaximum(Op.HeadMaximum o, int position) {
    float[] scores = values.floats(o.scores());
    values.floats(o.maxima())[o.slot()] =
        VectorEngine.max(scores, o.scores().extent().at(position));
  }

  void expShifted(Op.ExpShifted o, int position) {
    float[] in = values.floats(o.scores());
    float max = values.floats(o.maxima())[o.slot()];
    float[] out = values.floats(o.out());
    int count = o.scores().extent().at(position);
    for (int i = 0; i < count; i++) {
      out[i] = Fp32.exp2(Fp32.mul(Fp32.sub(in[i], max), o.factor()));
    }
    values.floats(o.sums())[o.slot()] = engine.sum(out, count);
  }

  void reciprocal(Op.Reciprocal o, int position) {
    float[] in = values.floats(o.in());
    float[] out = values.floats(o.out());
    for (int i = 0; i < o.in().extent().at(position); i++) {
      out[i] = Fp32.recip(in[i]);
    }
  }

  void weigh(Op.WeighPositions o, float[] valueScales, int position) {
    float[] in = values.floats(o.in());
    float inverse = values.floats(o.inverse())[o.slot()];
    float[] out = values.floats(o.out());
    for (int i = 0; i < valueScales.length; i++) {
      out[i] = Fp32.mul(Fp32.mul(in[i], inverse), valueScales[i]);
    }
    groupMaximum(o.out(), o.group(), o.max(), position);
  }

  void add(Op.Add o, int position) {
    float[] a = values.floats(o.a());
    float[] b = values.floats(o.b());
    float[] out = values.floats(o.out());
    for (int i = 0; i < o.a().extent().at(position); i++) {
      out[i] = Fp32.add(a[i], b[i]);
    }
  }

  void expPlusOne(Op.ExpPlusOne o, int position) {
    float[] in = values.floats(o.in());
    float[] out = values.floats(o.out());
    for (int i = 0; i < o.in().extent().at(position); i++) {
      out[i] = Fp32.add(Fp32.exp2(Fp32.mul(in[i], VectorConstants.MINUS_LOG2_E)), 1f);
    }
  }

  void gate(Op.Gate o, int position) {
    float[] denominator = values.floats(o.denominator());
    float[] gate = values.floats(o.gate());
    float[] up = values.floats(o.up());
    float[] out = values.floats(o.out());
    for (int i = 0; i < o.gate().extent().at(position); i++) {
      out[i] = Fp32.mul(Fp32.mul(Fp32.recip(denominator[i]), gate[i]), up[i]);
    }
    groupMaximum(o.out(), o.group(), o.max(), position);
  }
}
