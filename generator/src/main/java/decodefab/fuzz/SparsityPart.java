package decodefab.fuzz;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The sparsity of matrices.
 *
 * @param rules rules, none where all are dense
 * @param tileRows rows of the tile that they were drawn for
 * @param tileCols its columns
 */
record SparsityPart(List<SparsityRule> rules, int tileRows, int tileCols) implements Part {
  SparsityPart {
    rules = List.copyOf(rules);
  }

  SparsityPart with(SparsityRule rule) {
    List<SparsityRule> more = new ArrayList<>(rules);
    more.add(rule);
    return new SparsityPart(more, tileRows, tileCols);
  }

  @Override
  public List<String> clauses() {
    return rules.stream().map(r -> "sparsity " + r.tensors() + " = " + r.text()).toList();
  }

  @Override
  public String summary() {
    return rules.isEmpty()
        ? "dense"
        : rules.stream().map(SparsityRule::text).distinct().collect(Collectors.joining(" + "));
  }

  @Override
  public List<String> bins() {
    Set<String> bins = new LinkedHashSet<>();
    bins.add(SparsityDimension.count(rules.size()));
    for (SparsityRule rule : rules) {
      if (rule.blocks()) {
        bins.add(rule.rows() == tileRows ? "bands of one tile" : "bands of several tiles");
        bins.add(rule.cols() == tileCols ? "blocks as wide as the tile" : "wider blocks");
      } else {
        bins.add(SparsityDimension.neighbours(rule.group()));
      }
      bins.add(rule.wanda() ? "by wanda" : "by magnitude");
    }
    return List.copyOf(bins);
  }

  @Override
  public List<Part> simpler() {
    List<Part> parts = new ArrayList<>();
    if (!rules.isEmpty()) {
      parts.add(new SparsityPart(List.of(), tileRows, tileCols));
    }
    for (int i = 0; i < rules.size() && rules.size() > 1; i++) {
      List<SparsityRule> fewer = new ArrayList<>(rules);
      fewer.remove(i);
      parts.add(new SparsityPart(fewer, tileRows, tileCols));
    }
    for (int i = 0; i < rules.size(); i++) {
      for (SparsityRule plainer : rules.get(i).simpler()) {
        List<SparsityRule> one = new ArrayList<>(rules);
        one.set(i, plainer);
        parts.add(new SparsityPart(one, tileRows, tileCols));
      }
    }
    return parts;
  }
}
