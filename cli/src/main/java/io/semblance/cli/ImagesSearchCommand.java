package io.semblance.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.semblance.encoder.ImageEncoder;
import io.semblance.encoder.ImageEncoders;
import io.semblance.encoder.InputType;
import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import io.semblance.vectors.Scored;
import io.semblance.vectors.Similarity;
import io.semblance.vectors.TopK;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Searches a folder of images. */
@Command(
    name = "search",
    description = "Finds the images of a folder that fit a text, or that are like an image.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  semblance images search --model models/clip --folder photos \"a red square\" --top 5",
      "  semblance images search --model models/clip --folder photos --like beach.jpg",
      "",
      "The score is the cosine. Of a text and an image it is seldom above 0.35, however",
      "well they fit: compare scores of one query only."
    })
final class ImagesSearchCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private HomeOption home = new HomeOption();

  @Option(
      names = {"-m", "--model"},
      required = true,
      paramLabel = "DIR",
      description = "A CLIP's folder.")
  private String model = "";

  @Option(
      names = {"-f", "--folder"},
      required = true,
      paramLabel = "DIR",
      description = "Images, in folders within it too.")
  private Path folder = Path.of("");

  @Parameters(arity = "0..1", paramLabel = "TEXT", description = "What the images should show.")
  private @Nullable String text;

  @Option(names = "--like", paramLabel = "FILE", description = "An image instead of a text.")
  private @Nullable Path like;

  @Option(
      names = {"-k", "--top"},
      paramLabel = "N",
      defaultValue = "10",
      description = "How many images. Default: ${DEFAULT-VALUE}.")
  private int top = 10;

  @Option(names = "--json", description = "Print the result as JSON.")
  private boolean json;

  ImagesSearchCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if ((text == null) == (like == null)) {
      throw SemblanceException.invalid("give a text to look for, or an image with --like FILE");
    }
    if (top < 1) {
      throw SemblanceException.invalid("--top must be at least 1, got: " + top);
    }
    ImageFiles images = ImageFiles.of(terminal, List.of(folder));
    if (images.size() == 0) {
      throw SemblanceException.notFound("no PNG, JPEG, GIF or BMP in " + folder);
    }
    try (ImageEncoder encoder =
        home.open(terminal, options -> ImageEncoders.load(model, options))) {
      float[] query = query(encoder);
      List<Path> files = new ArrayList<>();
      TopK best = new TopK(top);
      images.encode(
          encoder,
          (file, vector) -> {
            best.offer(files.size(), Similarity.COSINE.score(query, vector));
            files.add(file);
          });
      show(images, files, best.best());
    } catch (IOException e) {
      throw new SemblanceException(ErrorCode.STORAGE_FAILURE, "cannot search " + folder, e);
    }
    return images.exitCode();
  }

  private float[] query(ImageEncoder encoder) {
    return text == null
        ? encoder.encodeImage(Objects.requireNonNull(like))
        : encoder.texts().encode(text, InputType.QUERY);
  }

  private void show(ImageFiles images, List<Path> files, List<Scored> best) {
    if (json) {
      terminal.json(toJson(images, files, best));
      return;
    }
    TextTable table = new TextTable(">#", ">cosine", "image");
    for (int i = 0; i < best.size(); i++) {
      table.row(
          Integer.toString(i + 1),
          String.format(Locale.ROOT, "%.4f", best.get(i).score()),
          files.get(best.get(i).ordinal()).toString());
    }
    table.print(terminal);
    terminal.print(terminal.dim(files.size() + " images"));
  }

  private ObjectNode toJson(ImageFiles images, List<Path> files, List<Scored> best) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("model", model);
    node.put("text", text);
    node.put("like", like == null ? null : like.toString());
    node.put("images", files.size());
    node.put("refused", images.refused());
    node.putArray("hits");
    for (int i = 0; i < best.size(); i++) {
      node.withArray("hits")
          .addObject()
          .put("rank", i + 1)
          .put("score", best.get(i).score())
          .put("image", files.get(best.get(i).ordinal()).toString());
    }
    return node;
  }
}
