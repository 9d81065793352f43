package io.semblance.encoder.folder;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a CPU offers to graphs of eight-bit integers.
 *
 * @param int8 the best instructions that it has
 */
public record CpuFeatures(Int8 int8) {
  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
  private static final Set<String> X86 = Set.of("amd64", "x86_64", "x64");
  private static final Set<String> ARM = Set.of("aarch64", "arm64");

  /** Instructions for eight-bit products, as the names of published graphs tell them apart. */
  public enum Int8 {
    AVX512_VNNI,
    AVX512,
    AVX2,
    ARM64,
    NONE
  }

  /**
   * The CPU that this JVM runs on. Where the system does not list its flags, an x86 counts as one
   * with AVX2, which every x86 made for servers or desktops since 2015 has.
   */
  public static CpuFeatures ofThisMachine() {
    String architecture = System.getProperty("os.arch", "");
    try {
      return of(architecture, Files.readString(CPU_INFO, StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      return of(architecture, ""); // not Linux: nothing to read there
    }
  }

  /**
   * Reads the text of {@code /proc/cpuinfo}.
   *
   * @param architecture as in the system property {@code os.arch}
   * @param cpuInfo may be empty
   */
  static CpuFeatures of(String architecture, String cpuInfo) {
    String lower = architecture.toLowerCase(Locale.ROOT);
    if (ARM.contains(lower)) {
      return new CpuFeatures(Int8.ARM64);
    }
    return new CpuFeatures(X86.contains(lower) ? ofFlags(flags(cpuInfo)) : Int8.NONE);
  }

  private static Int8 ofFlags(List<String> flags) {
    if (flags.contains("avx512_vnni")) {
      return Int8.AVX512_VNNI;
    }
    if (flags.contains("avx512f")) {
      return Int8.AVX512;
    }
    return flags.isEmpty() || flags.contains("avx2") ? Int8.AVX2 : Int8.NONE;
  }

  private static List<String> flags(String cpuInfo) {
    return cpuInfo
        .lines()
        .filter(line -> line.startsWith("flags"))
        .findFirst()
        .map(line -> List.of(line.substring(line.indexOf(':') + 1).strip().split("\\s+", -1)))
        .orElse(List.of());
  }
}
