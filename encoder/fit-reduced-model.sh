#!/bin/sh
# Fits the built-in model all-MiniLM-L6-v2-256 and puts its files where the encoder's jar takes them from.
# Usage, from the project's root: encoder/fit-reduced-model.sh CORPUS...
# The shipped projection was fitted to this project's sample corpora and four public-domain books (Frankenstein,
# Moby-Dick, Pride and Prejudice, On the Origin of Species; a chapter a line as JSON Lines).
set -eu
[ $# -gt 0 ] || { echo "usage: encoder/fit-reduced-model.sh CORPUS..." >&2; exit 2; }

model=all-MiniLM-L6-v2-256
resources=encoder/src/main/resources/io/semblance/encoder/models
output=encoder/target/$model

rm -rf "$output"
arguments=
for corpus in "$@"; do
  arguments="$arguments --corpus $corpus"
done
# shellcheck disable=SC2086
./semblance models reduce --model all-MiniLM-L6-v2 --dimensions 256 $arguments --output "$output"

cp "$output/modules.json" "$resources/$model/"
mkdir -p "$resources/$model/3_Dense"
cp "$output"/3_Dense/* "$resources/$model/3_Dense/"
python3 encoder/list-model-files.py
