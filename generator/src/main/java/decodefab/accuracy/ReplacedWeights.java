package decodefab.accuracy;

import decodefab.diag.InputException;
import decodefab.model.FloatMatrix;
import decodefab.model.ModelShape;
import decodefab.model.ModelWeights;
import java.util.Map;
import java.util.Optional;

/**
 * A model's weights with some matrices in the place of its own. The head counts as untied, since
 * the fabric has it in a format of its own.
 *
 * @param own the model's
 * @param replaced matrices by canonical name
 */
record ReplacedWeights(ModelWeights own, Map<String, FloatMatrix> replaced)
    implements ModelWeights {
  ReplacedWeights {
    replaced = Map.copyOf(replaced);
  }

  @Override
  public ModelShape shape() {
    ModelShape s = own.shape();
    return new ModelShape(
        s.vocab(),
        s.dim(),
        s.layers(),
        s.context(),
        s.heads(),
        s.kvHeads(),
        s.headDim(),
        s.hidden(),
        s.ropeTheta(),
        s.normEps(),
        false,
        s.bosToken(),
        s.eosToken());
  }

  @Override
  public float[] vector(String name) throws InputException {
    return own.vector(name);
  }

  @Override
  public FloatMatrix matrix(String name) {
    return Optional.ofNullable(replaced.get(name)).orElseGet(() -> own.matrix(name));
  }
}
