#!/bin/sh
# Measures a distilled static model against its teacher in alternating rounds of one run; writes
# bench/target/results/static.* and fails under 100,000 sentences/s, 300 times the teacher, or Spearman 0.74.
# Usage: bench/static.sh STUDENT [DATA], where STUDENT is a folder that 'semblance models distill' made from
# all-MiniLM-L6-v2, and DATA holds pairs.tsv or pairs.tsv.gz of STSBenchmark.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd -P)
student=$(cd "$1" && pwd -P)
data=${2:-$root/../shared/data/sts/stsb-en}
data=$(cd "$data" && pwd -P)

mvn -B -q -f "$root/pom.xml" -pl bench -am -DskipTests -Pstatic-benchmark -Dbench.data="$data" -Dbench.student="$student" verify
