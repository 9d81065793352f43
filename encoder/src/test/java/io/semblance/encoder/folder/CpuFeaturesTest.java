package io.semblance.encoder.folder;

import static org.assertj.core.api.Assertions.assertThat;

import io.semblance.encoder.folder.CpuFeatures.Int8;
import org.junit.jupiter.api.Test;

class CpuFeaturesTest {
  private static String cpuInfo(String flags) {
    return "processor\t: 0\nmodel name\t: Some CPU\nflags\t\t: fpu sse2 "
        + flags
        + "\n\nprocessor\t: 1\n";
  }

  private static Int8 x86(String flags) {
    return CpuFeatures.of("amd64", cpuInfo(flags)).int8();
  }

  @Test
  void readsTheFlagsOfAnX86() {
    assertThat(x86("avx avx2 avx512f avx512bw avx512_vnni")).isEqualTo(Int8.AVX512_VNNI);
    assertThat(x86("avx avx2 avx512f avx512bw")).isEqualTo(Int8.AVX512);
    assertThat(x86("avx avx2 avx_vnni")).isEqualTo(Int8.AVX2);
    assertThat(x86("avx")).isEqualTo(Int8.NONE);
  }

  @Test
  void goesByTheArchitectureWhereThereAreNoFlags() {
    assertThat(CpuFeatures.of("aarch64", "Features\t: fp asimd").int8()).isEqualTo(Int8.ARM64);
    assertThat(CpuFeatures.of("x86_64", "").int8()).isEqualTo(Int8.AVX2);
    assertThat(CpuFeatures.of("riscv64", "").int8()).isEqualTo(Int8.NONE);
  }
}
