#!/bin/sh
# Distils the default model to 256 dimensions on the English texts of DATA and measures the student against its teacher
# (static.sh): minutes of work. No scored pairs are used, and no sentences of them.
# Usage: bench/distill.sh [DATA], where DATA is laid out as ../shared/data.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd -P)
data=${1:-$root/../shared/data}
data=$(cd "$data" && pwd -P)
student=$root/bench/target/all-MiniLM-L6-v2-static
sentences=$root/bench/target/sentences.txt

set --
for file in "$data"/retrieval/scifact/corpus.jsonl* "$data"/retrieval/cisi/corpus.jsonl* "$data"/retrieval/xquad-en/corpus.jsonl* \
  "$data"/clustering/bbc-news/data.jsonl* "$data"/clustering/stackoverflow-titles/data.jsonl* \
  "$data"/corpora/books-chapters/*.jsonl* "$data"/corpora/tweeteval/corpus.jsonl* "$data"/classification/banking77/train.jsonl* \
  "$data"/classification/trec/train.jsonl* "$root"/sample-corpora/help-centre/corpus.jsonl; do
  set -- "$@" --corpus "$file"
done
mkdir -p "$root/bench/target"
{
  gzip -dcf "$data"/mining/quora-duplicates/sentences.tsv* | cut -f2
  cat "$data"/bitext/tatoeba/*-eng.tsv | cut -f2
} >"$sentences"

rm -rf "$student"
"$root/semblance" models distill --model all-MiniLM-L6-v2 --dimensions 256 "$@" --corpus "$sentences" \
  --sts "$data/sts/stsb-en" --output "$student"
"$root/bench/static.sh" "$student" "$data/sts/stsb-en"
