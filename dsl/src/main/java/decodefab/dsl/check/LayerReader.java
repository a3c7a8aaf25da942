package decodefab.dsl.check;

import decodefab.diag.Code;
import decodefab.diag.Nearest;
import decodefab.diag.Reporter;
import decodefab.dsl.ast.Argument;
import decodefab.dsl.ast.Expression;
import decodefab.dsl.ast.ModelPart;
import decodefab.dsl.ast.Quantity;
import decodefab.dsl.ast.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads what a layer and the head of an inline model compute. The language has room for any sum of
 * operations; the one shape that the fabric runs today is recognised here.
 */
final class LayerReader {
  private static final int MAX_HEADS = 1024;
  private static final int MAX_HIDDEN = 1 << 20;
  private static final double DEFAULT_ROPE = 10_000;
  private static final String VARIABLE = "x";

  private final Values values;
  private final BuildableChecker buildable;
  private final Reporter reporter;

  LayerReader(Values values, BuildableChecker buildable, Reporter reporter) {
    this.values = values;
    this.buildable = buildable;
    this.reporter = reporter;
  }

  /** Sizes that a layer names. */
  record Shape(int heads, int kvHeads, double ropeTheta, int hidden) {}

  /** The sizes of a layer; empty when it is wrong or not built. */
  Optional<Shape> layer(ModelPart.Layer layer) {
    boolean sound = true;
    for (Statement statement : layer.statements()) {
      sound &= known(statement.value());
    }
    if (!sound) {
      return Optional.empty();
    }
    List<Statement> statements = layer.statements();
    if (statements.size() != 2
        || !isBlock(statements.get(0), Operation.ATTENTION)
        || !isBlock(statements.get(1), Operation.SWIGLU)) {
      buildable.layer(layer.span());
      return Optional.empty();
    }
    return shape(call(statements.get(0)), call(statements.get(1)));
  }

  /** Whether the head is the one that is built. */
  boolean head(ModelPart.Head head) {
    if (!known(head.value())) {
      return false;
    }
    boolean built =
        head.value() instanceof Expression.Call call
            && is(call, Operation.LINEAR)
            && isNormOfX(call);
    if (!built) {
      buildable.head(head.span());
    }
    return built;
  }

  private Optional<Shape> shape(Expression.Call attention, Expression.Call swiglu) {
    Map<String, Quantity> sizes = named(attention);
    Optional<Integer> heads = count(sizes, "heads", MAX_HEADS);
    Optional<Integer> kvHeads =
        sizes.containsKey("kv_heads") ? count(sizes, "kv_heads", MAX_HEADS) : heads;
    Optional<Double> rope =
        sizes.containsKey("rope")
            ? values.real(sizes.get("rope"), "rope", "1", "1e12")
            : Optional.of(DEFAULT_ROPE);
    Optional<Integer> hidden = count(named(swiglu), "hidden", MAX_HIDDEN);
    if (heads.isEmpty() || kvHeads.isEmpty() || rope.isEmpty() || hidden.isEmpty()) {
      return Optional.empty();
    }
    if (heads.get() % kvHeads.get() != 0) {
      List<String> legal = new ArrayList<>();
      for (int i = 1; i <= heads.get(); i++) {
        if (heads.get() % i == 0) {
          legal.add(Integer.toString(i));
        }
      }
      reporter.error(
          Code.DF410,
          "heads " + heads.get() + " is not a multiple of kv_heads " + kvHeads.get(),
          sizes.get("kv_heads").span(),
          "legal kv_heads: " + String.join(", ", legal));
      return Optional.empty();
    }
    return Optional.of(new Shape(heads.get(), kvHeads.get(), rope.get(), hidden.get()));
  }

  /** Whether every operation and argument in an expression is known, and every operation built. */
  private boolean known(Expression expression) {
    return switch (expression) {
      case Expression.Variable variable -> {
        boolean isX = variable.name().text().equals(VARIABLE);
        if (!isX) {
          buildable.variable(variable.name());
        }
        yield isX;
      }
      case Expression.Call call -> {
        String name = call.function().text();
        Optional<Operation> operation = Operation.find(name);
        boolean sound = operation.isPresent();
        if (operation.isEmpty()) {
          reporter.error(
              Code.DF206,
              "no operation is called `" + name + "`",
              call.function().span(),
              Nearest.help(name, Operation.names(), "operation"));
        } else if (!operation.get().built()) {
          buildable.operation(call.function());
          sound = false;
        } else {
          sound = arguments(call, operation.get());
        }
        for (Argument argument : call.arguments()) {
          if (argument instanceof Argument.Value value) {
            sound &= known(value.value());
          }
        }
        yield sound;
      }
    };
  }

  private boolean arguments(Expression.Call call, Operation operation) {
    List<String> legal = new ArrayList<>(operation.required());
    legal.addAll(operation.optional());
    List<String> missing = new ArrayList<>(operation.required());
    List<String> seen = new ArrayList<>();
    boolean sound = true;
    for (Argument argument : call.arguments()) {
      if (argument instanceof Argument.Named named) {
        String name = named.name().text();
        missing.remove(name);
        if (!legal.contains(name)) {
          reporter.error(
              Code.DF207,
              "`" + operation.text() + "` has no argument `" + name + "`",
              named.name().span(),
              Nearest.help(name, legal, "argument"));
          sound = false;
        } else if (seen.contains(name)) {
          reporter.error(
              Code.DF407, "`" + name + "` is given twice", named.span(), "keep one of them");
          sound = false;
        }
        seen.add(name);
      }
    }
    if (!missing.isEmpty()) {
      reporter.error(
          Code.DF406,
          "`" + operation.text() + "` lacks " + String.join(", ", missing),
          call.span(),
          "write such as `" + missing.getFirst() + " 8`");
      sound = false;
    }
    return sound;
  }

  private static boolean isBlock(Statement statement, Operation operation) {
    return statement.adds()
        && statement.target().text().equals(VARIABLE)
        && statement.value() instanceof Expression.Call call
        && is(call, operation)
        && isNormOfX(call);
  }

  /** Whether the only vector argument of a call is {@code rmsnorm(x)}. */
  private static boolean isNormOfX(Expression.Call call) {
    List<Expression> inner = vectors(call);
    return inner.size() == 1
        && inner.getFirst() instanceof Expression.Call norm
        && is(norm, Operation.RMSNORM)
        && vectors(norm).size() == 1
        && vectors(norm).getFirst() instanceof Expression.Variable;
  }

  private static List<Expression> vectors(Expression.Call call) {
    return call.arguments().stream()
        .filter(Argument.Value.class::isInstance)
        .map(a -> ((Argument.Value) a).value())
        .toList();
  }

  private static Expression.Call call(Statement statement) {
    return (Expression.Call) statement.value();
  }

  private static Map<String, Quantity> named(Expression.Call call) {
    Map<String, Quantity> sizes = new HashMap<>();
    for (Argument argument : call.arguments()) {
      if (argument instanceof Argument.Named named) {
        sizes.put(named.name().text(), named.value());
      }
    }
    return sizes;
  }

  private static boolean is(Expression.Call call, Operation operation) {
    return call.function().text().equals(operation.text());
  }

  private Optional<Integer> count(Map<String, Quantity> sizes, String key, int max) {
    return Optional.ofNullable(sizes.get(key)).flatMap(q -> values.count(q, key, 1, max));
  }
}
