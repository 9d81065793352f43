package io.semblance.encoder.onnx;

import ai.onnxruntime.OrtEnvironment;
import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * ONNX Runtime's one environment of this process.
 *
 * <p>While it is made, ONNX Runtime 1.29 looks at the process's command line with a regular
 * expression that recurses for each of its characters: some 4,000, as a class path soon has, use up
 * the 1 MB stack of a Java thread, and the process dies without a word. So it is made on a thread
 * whose stack is large enough for the command line at hand.
 */
final class OnnxEnvironment {
  /** Four times what one character was seen to use. */
  private static final long STACK_FOR_CHARACTER = 1024;

  private static final long LEAST_STACK = 16L << 20;
  private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");

  private static final OrtEnvironment ENVIRONMENT = make();

  private OnnxEnvironment() {}

  static OrtEnvironment get() {
    return ENVIRONMENT;
  }

  private static OrtEnvironment make() {
    CompletableFuture<OrtEnvironment> made = new CompletableFuture<>();
    new Thread(null, new Making(made), "onnx-environment", stackSize()).start();
    try {
      return made.join();
    } catch (CompletionException e) {
      throw new SemblanceException(
          ErrorCode.MODEL_FAILURE, "ONNX Runtime cannot be started: " + e.getCause(), e);
    }
  }

  /** A class of its own, since the outer one is being initialized while this runs. */
  private record Making(CompletableFuture<OrtEnvironment> made) implements Runnable {
    @Override
    public void run() {
      try {
        made.complete(OrtEnvironment.getEnvironment());
      } catch (RuntimeException | Error e) {
        made.completeExceptionally(e);
      }
    }
  }

  private static long stackSize() {
    return LEAST_STACK + STACK_FOR_CHARACTER * commandLineLength();
  }

  /** Known on Linux, where class paths are longest; elsewhere the least stack has to do. */
  private static long commandLineLength() {
    if (!Files.isReadable(COMMAND_LINE)) {
      return 0;
    }
    try {
      return Files.readAllBytes(COMMAND_LINE).length;
    } catch (IOException e) {
      throw new SemblanceException(
          ErrorCode.INTERNAL, "cannot read " + COMMAND_LINE + ": " + e.getMessage(), e);
    }
  }
}
