#!/bin/sh
# Measures search and building of neighbour graphs against hnswlib and jvector, on tweets of the default model; writes
# bench/target/results/search.* and fails when a bound that SearchBenchmark names is broken. Takes some 15 minutes, the first time more.
# Needs g++ and Node 20 with npm, which brings hnswlib's sources.
# Usage: bench/search.sh [CORPUS [THREADS]], where CORPUS is a corpus.jsonl.gz of tweets with 51,000 distinct texts.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd -P)
corpus=${1:-$root/../shared/data/corpora/tweeteval/corpus.jsonl.gz}
corpus=$(cd "$(dirname "$corpus")" && pwd -P)/$(basename "$corpus")
threads=${2:-1}
peer=$root/bench/target/search/hnswlib-peer

if [ ! -d "$root/bench/hnswlib/node_modules" ]; then
  (cd "$root/bench/hnswlib" && npm ci --ignore-scripts)
fi
mkdir -p "$root/bench/target/search"
g++ -O3 -march=native -DNDEBUG -std=c++17 -pthread -I "$root/bench/hnswlib/node_modules/hnswlib-node/src/hnswlib" \
  "$root/bench/hnswlib/peer.cpp" -o "$peer"
mvn -B -q -f "$root/pom.xml" -pl bench -am -DskipTests -Psearch-benchmark -Dbench.corpus="$corpus" -Dbench.peer="$peer" \
  -Dbench.threads="$threads" verify
