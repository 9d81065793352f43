#!/bin/sh
# Measures exact mining against this machine's matrix multiplication rate (Debian's libopenblas0), on 100,000 tweets of the default
# model; writes bench/target/results/mining.* and fails when a bound is broken. Takes some 15 minutes, the first time more.
# Usage: bench/mining.sh [SECTION...], of pairs, crossover, partitions, densities and million; without any all but the last, which needs
# 8 GB of memory and an hour.
# CORPUS may name another corpus.jsonl.gz of tweets.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd -P)
corpus=${CORPUS:-$root/../shared/data/corpora/tweeteval/corpus.jsonl.gz}
corpus=$(cd "$(dirname "$corpus")" && pwd -P)/$(basename "$corpus")
sections=${*:-pairs crossover partitions densities}
case " $sections " in
  *" million "*) heap=5g ;;
  *) heap=700m ;;
esac

mvn -B -q -f "$root/pom.xml" -pl bench -am -DskipTests -Pmining-benchmark -Dbench.corpus="$corpus" -Dbench.sections="$sections" -Dbench.heap=$heap verify
