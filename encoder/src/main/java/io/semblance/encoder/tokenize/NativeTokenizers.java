package io.semblance.encoder.tokenize;

import ai.djl.huggingface.tokenizers.jni.LibUtils;
import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import java.nio.file.Path;

/**
 * Loads DJL's native tokenizer library without letting it reach for the network: DJL would
 * otherwise fetch the library for platforms that its jar lacks, and tell its makers about each
 * process on their cloud. The library is unpacked under the models folder instead of {@code
 * ~/.djl.ai}.
 */
final class NativeTokenizers {
  private static final String OFFLINE = "ai.djl.offline";

  private NativeTokenizers() {}

  static synchronized void load(Path cacheFolder) {
    setIfAbsent("OPT_OUT_TRACKING", "true");
    setIfAbsent("ENGINE_CACHE_DIR", cacheFolder.toString());
    setIfAbsent("RUST_FLAVOR", "cpu");
    String offlineBefore = System.getProperty(OFFLINE);
    System.setProperty(OFFLINE, "true");
    try {
      LibUtils.checkStatus();
    } catch (RuntimeException | LinkageError e) {
      throw new SemblanceException(
          ErrorCode.MODEL_FAILURE,
          "cannot load the native tokenizer library for %s %s into %s: %s"
              .formatted(
                  System.getProperty("os.name"), System.getProperty("os.arch"), cacheFolder, e),
          e);
    } finally {
      restore(offlineBefore);
    }
  }

  private static void setIfAbsent(String key, String value) {
    if (System.getenv(key) == null && System.getProperty(key) == null) {
      System.setProperty(key, value);
    }
  }

  private static void restore(@org.jspecify.annotations.Nullable String offlineBefore) {
    if (offlineBefore == null) {
      System.clearProperty(OFFLINE);
    } else {
      System.setProperty(OFFLINE, offlineBefore);
    }
  }
}
