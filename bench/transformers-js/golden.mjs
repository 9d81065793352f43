// Makes the golden files that the Java encoder is checked against, through the library's own steps from end to end:
// its tokenizer, its model call, its mean_pooling and its normalize. One text at a time, so no padding plays a part.
//
//   node golden.mjs MODEL_ROOT TEXTS_FILE OUTPUT_FOLDER
//
// reads {"text":"..."} lines and writes token-ids.jsonl ({"ids":[...]} lines) and minilm.npy (float32, a row per text).

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mean_pooling } from '@huggingface/transformers';
import { MAX_TOKENS, loadModel, loadTokenizer } from './encoder.mjs';

const MODEL = 'all-MiniLM-L6-v2';

function readTexts(file) {
  return readFileSync(file, 'utf8').split('\n').filter((line) => line !== '').map((line) => JSON.parse(line).text);
}

async function encodeOne(tokenizer, model, text) {
  const inputs = tokenizer(text, { padding: true, truncation: true, max_length: MAX_TOKENS });
  const { last_hidden_state: states } = await model(inputs);
  const vector = mean_pooling(states, inputs.attention_mask).normalize(2, -1).data;
  return { ids: Array.from(inputs.input_ids.data, Number), vector };
}

// The library cuts a long text without keeping its closing [SEP], which other tokenizers keep: such a text is no reference.
function rejectCutTexts(tokenizer, texts) {
  texts.forEach((text, i) => {
    const length = tokenizer.encode(text).length;
    if (length > MAX_TOKENS) throw new Error(`text ${i + 1} has ${length} tokens, more than ${MAX_TOKENS}`);
  });
}

/** A float32 matrix in NumPy's format 1.0: magic, header padded to a multiple of 64 bytes, then the rows. */
function npy(rows, columns) {
  const shape = `{'descr': '<f4', 'fortran_order': False, 'shape': (${rows.length}, ${columns}), }`;
  const prefix = 10; // magic, version and the header's length
  const header = shape.padEnd(Math.ceil((prefix + shape.length + 1) / 64) * 64 - prefix - 1) + '\n';
  const bytes = Buffer.alloc(prefix + header.length + rows.length * columns * 4);
  bytes.write('\x93NUMPY\x01\x00', 0, 'latin1');
  bytes.writeUInt16LE(header.length, 8);
  bytes.write(header, prefix, 'latin1');
  let at = prefix + header.length;
  for (const row of rows) for (const value of row) at = bytes.writeFloatLE(value, at);
  return bytes;
}

const [modelRoot, textsFile, outputFolder] = process.argv.slice(2);
if (!outputFolder) throw new Error('usage: node golden.mjs MODEL_ROOT TEXTS_FILE OUTPUT_FOLDER');
const texts = readTexts(textsFile);
const tokenizer = await loadTokenizer(modelRoot, MODEL);
rejectCutTexts(tokenizer, texts);
const model = await loadModel(modelRoot, MODEL, 1);
const results = [];
for (const text of texts) results.push(await encodeOne(tokenizer, model, text));
writeFileSync(join(outputFolder, 'token-ids.jsonl'), results.map(({ ids }) => JSON.stringify({ ids }) + '\n').join(''));
writeFileSync(join(outputFolder, 'minilm.npy'), npy(results.map((r) => r.vector), model.config.hidden_size));
