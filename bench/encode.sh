#!/bin/sh
# Measures encoding against LangChain4j, transformers.js and the machine's sgemm rate; writes bench/target/results/encode.*.
# Needs Node 20 with npm and OpenBLAS (apt-get install libopenblas0).
# Usage: bench/encode.sh [DATA], where DATA holds pairs.tsv or pairs.tsv.gz of STSBenchmark.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd -P)
data=${1:-$root/../shared/data/sts/stsb-en}
data=$(cd "$data" && pwd -P)

if [ ! -d "$root/bench/transformers-js/node_modules" ]; then
  (cd "$root/bench/transformers-js" && ONNXRUNTIME_NODE_INSTALL=skip npm ci)
fi
mvn -B -q -f "$root/pom.xml" -pl bench -am -DskipTests -Pencode-benchmark -Dbench.data="$data" verify
