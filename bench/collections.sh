#!/bin/sh
# Measures searches of a collection with filters and with each precision, and indexing of copies, on tweets of the default model; writes
# bench/target/results/collections.md and fails when a bound that CollectionBenchmark names is broken. Takes some 5 minutes.
# Usage: bench/collections.sh [CORPUS], where CORPUS is a corpus.jsonl.gz of tweets with 51,000 distinct texts.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd -P)
corpus=${1:-$root/../shared/data/corpora/tweeteval/corpus.jsonl.gz}
corpus=$(cd "$(dirname "$corpus")" && pwd -P)/$(basename "$corpus")
mvn -B -q -f "$root/pom.xml" -pl bench -am -DskipTests -Pcollections-benchmark -Dbench.corpus="$corpus" verify
