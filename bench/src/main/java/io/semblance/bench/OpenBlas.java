package io.semblance.bench;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The machine's matrix multiplication rate, by OpenBLAS's sgemm on every core: the limit that an
 * encoder and all comparisons of many vectors work under.
 */
@SuppressWarnings("restricted") // a native library is what this class is for
public final class OpenBlas {
  private static final String LIBRARY = "libopenblas.so.0";
  private static final int ROW_MAJOR = 101;
  private static final int NO_TRANSPOSE = 111;
  private static final double SECONDS_EACH = 0.4;

  private final MethodHandle sgemm;
  private final int callers = Runtime.getRuntime().availableProcessors();

  public OpenBlas() {
    SymbolLookup symbols;
    try {
      symbols = SymbolLookup.libraryLookup(LIBRARY, Arena.global());
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(
          "OpenBLAS is needed for the machine's limit: apt-get install libopenblas0", e);
    }
    MemoryLayout[] arguments = {
      JAVA_INT,
      JAVA_INT,
      JAVA_INT,
      JAVA_INT,
      JAVA_INT,
      JAVA_INT,
      JAVA_FLOAT,
      ADDRESS,
      JAVA_INT,
      ADDRESS,
      JAVA_INT,
      JAVA_FLOAT,
      ADDRESS,
      JAVA_INT
    };
    sgemm = handle(symbols, "cblas_sgemm", FunctionDescriptor.ofVoid(arguments));
    setThreads(handle(symbols, "openblas_set_num_threads", FunctionDescriptor.ofVoid(JAVA_INT)));
  }

  private static MethodHandle handle(SymbolLookup symbols, String name, FunctionDescriptor type) {
    return Linker.nativeLinker().downcallHandle(symbols.find(name).orElseThrow(), type);
  }

  /**
   * One thread inside a call and a caller a core, as the encoder runs; it is the faster way for
   * these shapes.
   */
  private static void setThreads(MethodHandle setThreads) {
    try {
      setThreads.invokeExact(1);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Floating-point operations a second of all cores together on products {@code [m][k] x [k][n]}.
   *
   * @return 2 m n k for each product
   */
  public double rate(int m, int n, int k) {
    try (ExecutorService executor = Executors.newFixedThreadPool(callers)) {
      List<Future<Double>> running = new ArrayList<>();
      for (int i = 0; i < callers; i++) {
        running.add(executor.submit(() -> oneCaller(m, n, k)));
      }
      double sum = 0;
      for (Future<Double> rate : running) {
        sum += rate.get();
      }
      return sum;
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private double oneCaller(int m, int n, int k) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment a = arena.allocate(4L * m * k, 64);
      MemorySegment b = arena.allocate(4L * k * n, 64);
      MemorySegment c = arena.allocate(4L * m * n, 64);
      fill(a);
      fill(b);
      long products = 0;
      long start = System.nanoTime();
      double seconds;
      do {
        sgemm.invokeExact(ROW_MAJOR, NO_TRANSPOSE, NO_TRANSPOSE, m, n, k, 1f, a, k, b, n, 0f, c, n);
        products++;
        seconds = (System.nanoTime() - start) / 1e9;
      } while (seconds < SECONDS_EACH);
      return 2.0 * m * n * k * products / seconds;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /** With ordinary numbers: some processors are slower at those next to zero. */
  private static void fill(MemorySegment values) {
    SplittableRandom random = new SplittableRandom(1);
    for (long at = 0; at < values.byteSize(); at += 4) {
      values.set(JAVA_FLOAT, at, (float) random.nextDouble(-0.1, 0.1));
    }
  }
}
