package io.semblance.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.semblance.encoder.ImageEncoder;
import io.semblance.encoder.ImageEncoders;
import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Images to vectors. */
@Command(
    name = "encode",
    description = "Maps images to vectors.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nOutput:%n",
    footer = {
      "  JSON Lines with image and embedding, or, when its name ends in .npy, a NumPy",
      "  array of float32 with a row for each image; FILE.txt beside it then names the",
      "  rows, because images that cannot be read have none.",
      "",
      "Examples:",
      "  semblance images encode --model models/clip --output photos.jsonl photos",
      "  semblance images encode --model models/clip --output photos.npy a.jpg more-photos"
    })
final class ImagesEncodeCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private HomeOption home = new HomeOption();

  @Option(
      names = {"-m", "--model"},
      required = true,
      paramLabel = "DIR",
      description = "A CLIP's folder.")
  private String model = "";

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "FILE",
      description = "Where vectors go; - writes JSON Lines to standard output.")
  private String output = "";

  @Parameters(arity = "1..*", paramLabel = "PATH", description = "Images, and folders of them.")
  private List<Path> paths = List.of();

  ImagesEncodeCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    ImageFiles images = ImageFiles.of(terminal, paths);
    if (images.size() == 0) {
      throw SemblanceException.notFound("no PNG, JPEG, GIF or BMP in " + paths);
    }
    try (ImageEncoder encoder =
        home.open(terminal, options -> ImageEncoders.load(model, options))) {
      if (output.endsWith(".npy")) {
        writeArray(images, encoder);
      } else {
        writeLines(images, encoder);
      }
    } catch (IOException e) {
      throw new SemblanceException(
          ErrorCode.STORAGE_FAILURE, "cannot encode images to " + output + ": " + e, e);
    }
    terminal.note(
        (images.size() - images.refused())
            + " images encoded"
            + (images.refused() == 0 ? "" : ", " + images.refused() + " passed over"));
    return images.exitCode();
  }

  private void writeLines(ImageFiles images, ImageEncoder encoder) throws IOException {
    new CommandOutput(output)
        .write(StreamSink::new, sink -> writeLines(images, encoder, sink.stream()));
  }

  private static void writeLines(ImageFiles images, ImageEncoder encoder, OutputStream target)
      throws IOException {
    JsonGenerator json = new JsonFactory().createGenerator(target);
    json.setRootValueSeparator(null);
    images.encode(
        encoder,
        (image, vector) -> {
          json.writeStartObject();
          json.writeStringField("image", image.toString());
          json.writeArrayFieldStart("embedding");
          for (float value : vector) {
            json.writeNumber(value);
          }
          json.writeEndArray();
          json.writeEndObject();
          json.writeRaw('\n');
        });
    json.flush();
  }

  private void writeArray(ImageFiles images, ImageEncoder encoder) throws IOException {
    new CommandOutput(output + ".txt")
        .write(StreamSink::new, names -> writeArray(images, encoder, names.stream()));
  }

  private void writeArray(ImageFiles images, ImageEncoder encoder, OutputStream names)
      throws IOException {
    new CommandOutput(output)
        .write(
            channel -> new NpySink(channel, new FloatRows(encoder.dimension())),
            array ->
                images.encode(
                    encoder,
                    (image, vector) -> {
                      array.write(vector);
                      names.write((image + "\n").getBytes(StandardCharsets.UTF_8));
                    }));
  }
}
