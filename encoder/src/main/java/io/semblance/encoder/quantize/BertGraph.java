package io.semblance.encoder.quantize;

import io.semblance.encoder.graph.Graph;
import io.semblance.encoder.graph.Initializer;
import io.semblance.encoder.graph.Node;
import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A graph that is an encoder like BERT, taken apart.
 *
 * @param layers at least one, in the order of the file
 * @param wordEmbeddings the Gather of a constant matrix by the token ids
 * @param embeddingSum the last addition of the embeddings of words, positions and types
 * @param embeddingNorm the normalisation of that sum, the input of the first layer
 */
record BertGraph(
    List<BertLayer> layers, Node wordEmbeddings, Node embeddingSum, Node embeddingNorm) {
  private static final String INPUT_IDS = "input_ids";
  static final String ATTENTION_MASK = "attention_mask";

  BertGraph {
    layers = List.copyOf(layers);
  }

  /**
   * Takes a graph apart that {@code OfflineOptimization} has tidied.
   *
   * @throws SemblanceException {@code MODEL_FAILURE} naming what was looked for and not found
   */
  static BertGraph of(Graph graph) {
    List<Node> attentions = graph.nodes("", "Softmax");
    require(!attentions.isEmpty(), "looked for a Softmax in each layer, found none");
    List<BertLayer> layers = new ArrayList<>();
    for (Node softmax : attentions) {
      layers.add(new LayerFinder(graph, softmax, layers.size()).find());
    }
    requireNothingElse(graph, layers.size());
    layers.forEach(layer -> requirePaddingMask(graph, layer.mask()));
    Node norm = embeddingNorm(graph, layers);
    Node sum =
        graph
            .producer(norm.input(0))
            .filter(node -> node.is("", "Add"))
            .orElseThrow(
                () -> failure("looked for a sum of embeddings before " + norm + ", found none"));
    return new BertGraph(layers, wordEmbeddings(graph), sum, norm);
  }

  private static Node embeddingNorm(Graph graph, List<BertLayer> layers) {
    Set<Node> inside = new HashSet<>();
    layers.forEach(layer -> inside.addAll(List.of(layer.attentionNorm(), layer.outputNorm())));
    List<Node> outside =
        graph.nodes("", "LayerNormalization").stream()
            .filter(node -> !inside.contains(node))
            .toList();
    require(
        outside.size() == 1 && inside.size() == 2 * layers.size(),
        "looked for 2 layer normalizations in each of "
            + layers.size()
            + " layers and one before them, found "
            + inside.size()
            + " and "
            + outside.size());
    return outside.get(0);
  }

  /** Whether a value comes from the word embeddings, and not only from positions and types. */
  boolean isMadeOfWords(Graph graph, String value) {
    Deque<String> open = new ArrayDeque<>(List.of(value));
    while (!open.isEmpty()) {
      Node producer = graph.producer(open.pop()).orElse(null);
      if (producer == wordEmbeddings) {
        return true;
      }
      if (producer != null && producer.is("", "Add")) {
        open.addAll(producer.inputs());
      }
    }
    return false;
  }

  /** Every product and normalisation must belong to a layer: a graph that has more is another. */
  private static void requireNothingElse(Graph graph, int layers) {
    long weights =
        graph.nodes("", "MatMul").stream()
            .filter(node -> graph.initializer(node.input(1)).isPresent())
            .count();
    require(
        weights == 6L * layers,
        "looked for 6 products with constant matrices in each of "
            + layers
            + " layers, found "
            + weights);
  }

  /** The mask must come from the attention mask alone, so that an operator may rebuild it. */
  private static void requirePaddingMask(Graph graph, String mask) {
    Set<String> sources = new HashSet<>();
    Set<String> seen = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(List.of(mask));
    while (!open.isEmpty()) {
      String value = open.pop();
      if (!value.isEmpty() && seen.add(value)) {
        graph
            .producer(value)
            .ifPresentOrElse(node -> open.addAll(node.inputs()), () -> sources.add(value));
      }
    }
    sources.removeIf(
        source ->
            graph.initializer(source).filter(tensor -> tensor.shape().size() < 2).isPresent());
    boolean padding = sources.remove(ATTENTION_MASK);
    sources.remove(INPUT_IDS); // its shape, not its values
    require(
        padding && sources.isEmpty(),
        "looked for a mask made of "
            + ATTENTION_MASK
            + " alone, found "
            + mask
            + " from "
            + sources);
  }

  private static Node wordEmbeddings(Graph graph) {
    List<Node> gathers =
        graph.consumers(INPUT_IDS).stream()
            .filter(node -> node.is("", "Gather"))
            .filter(node -> isMatrix(graph, node.input(0)))
            .toList();
    require(
        gathers.size() == 1,
        "looked for one Gather of word embeddings by " + INPUT_IDS + ", found " + gathers);
    return gathers.get(0);
  }

  private static boolean isMatrix(Graph graph, String name) {
    return graph
        .initializer(name)
        .filter(Initializer::isFloat)
        .filter(tensor -> tensor.shape().size() == 2)
        .isPresent();
  }

  private static void require(boolean holds, String problem) {
    if (!holds) {
      throw failure(problem);
    }
  }

  private static SemblanceException failure(String problem) {
    return new SemblanceException(
        ErrorCode.MODEL_FAILURE,
        "cannot quantize: " + problem + "; only encoders built like BERT are understood");
  }
}
