#!/bin/sh
# Measures the int8 form of the default model against float32 in alternating rounds; writes bench/target/results/quantized.md
# and fails when int8 is not twice as fast.
# Usage: bench/quantized.sh [DATA], where DATA holds pairs.tsv or pairs.tsv.gz of STSBenchmark.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd -P)
data=${1:-$root/../shared/data/sts/stsb-en}
data=$(cd "$data" && pwd -P)
model=$root/bench/target/all-MiniLM-L6-v2-int8

rm -rf "$model"
"$root/semblance" models quantize --model all-MiniLM-L6-v2 --sts "$data" --output "$model"
mvn -B -q -f "$root/pom.xml" -pl bench -am -DskipTests -Pquantized-benchmark -Dbench.data="$data" -Dbench.model="$model" verify
