package io.semblance.encoder.image;

import io.semblance.encoder.ImageEncoder;
import io.semblance.encoder.ImageResult;
import io.semblance.encoder.ImageSource;
import io.semblance.encoder.ModelInfo;
import io.semblance.encoder.SentenceEncoder;
import io.semblance.encoder.batch.Workers;
import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import io.semblance.progress.Progress;
import java.util.ArrayList;
import java.util.List;

/** Runs images one by one on worker threads, beside a text encoder of the same space. */
public final class ClipEncoder implements ImageEncoder {
  private final ModelInfo model;
  private final VisionTower vision;
  private final SentenceEncoder texts;
  private final Workers workers;

  /** Makes an encoder that owns all that it is given. */
  public ClipEncoder(ModelInfo model, VisionTower vision, SentenceEncoder texts, Workers workers) {
    this.model = model;
    this.vision = vision;
    this.texts = texts;
    this.workers = workers;
  }

  @Override
  public ModelInfo model() {
    return model;
  }

  @Override
  public SentenceEncoder texts() {
    return texts;
  }

  @Override
  public List<ImageResult> encodeEach(List<ImageSource> images, Progress progress) {
    return workers.whileOpen(() -> new Call(images.size(), progress).run(images));
  }

  @Override
  public void close() {
    workers.close(
        () -> {
          vision.close();
          texts.close();
        });
  }

  /** One call: its results, and how far it is. */
  private final class Call {
    private final ImageResult[] results;
    private final Progress progress;
    private long done;

    Call(int images, Progress progress) {
      this.results = new ImageResult[images];
      this.progress = progress;
    }

    List<ImageResult> run(List<ImageSource> images) {
      List<Runnable> jobs = new ArrayList<>(images.size());
      for (int i = 0; i < images.size(); i++) {
        int position = i;
        ImageSource image = images.get(i);
        jobs.add(
            () -> {
              results[position] = result(image);
              advance();
            });
      }
      workers.run(jobs, progress, "encoding images");
      return List.of(results);
    }

    private ImageResult result(ImageSource image) {
      try {
        return new ImageResult.Encoded(image, checked(vision.encode(image)));
      } catch (SemblanceException e) {
        if (e.code() == ErrorCode.INVALID_REQUEST || e.code() == ErrorCode.NOT_FOUND) {
          return new ImageResult.Refused(image, e);
        }
        throw e;
      }
    }

    private float[] checked(float[] vector) {
      if (vector.length != model.dimension()) {
        throw new SemblanceException(
            ErrorCode.MODEL_FAILURE,
            "vectors of images must be as long as those of texts, "
                + model.dimension()
                + ", got: "
                + vector.length);
      }
      return vector;
    }

    private synchronized void advance() {
      progress.advancedTo(++done);
    }
  }
}
