// Encodes sentences for the benchmark. Each line of stdin is a request {"id":n,"texts":[...],"vectors":true?}; each gets one
// line on stdout: {"id":n,"seconds":s}, with "vectors":[[...],...] where asked for, or {"id":n,"error":"..."}.
//
//   node encode.mjs --model-root DIR --model NAME [--batch B] [--pipeline] [--workers W] [--threads N]
//
// With --pipeline the library's feature-extraction pipeline does everything but the sorting. Without it, this code goes below
// the library's documented API to be faster: it pools by itself and spreads the batches over several processes.

import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { loadPipeline, loadTokenizer, tokenize } from './encoder.mjs';
import { openLanes } from './lanes.mjs';

function readOptions() {
  const { values } = parseArgs({
    options: {
      'model-root': { type: 'string' },
      model: { type: 'string', default: 'all-MiniLM-L6-v2' },
      batch: { type: 'string', default: '16' },
      workers: { type: 'string', default: '2' },
      threads: { type: 'string', default: '1' },
      pipeline: { type: 'boolean', default: false },
    },
  });
  if (!values['model-root']) throw new Error('--model-root DIR is missing');
  return {
    modelRoot: values['model-root'],
    model: values.model,
    batch: positive('batch', values.batch),
    workers: positive('workers', values.workers),
    threads: positive('threads', values.threads),
    pipeline: values.pipeline,
  };
}

function positive(name, text) {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new Error(`--${name} must be a positive whole number: ${text}`);
  return value;
}

/** Positions of the texts in batches of like length, the longest first: little padding, and lanes that end together. */
function planBatches(idLists, batchSize) {
  const order = idLists.map((_, i) => i).sort((a, b) => idLists[b].length - idLists[a].length);
  const batches = [];
  for (let i = 0; i < order.length; i += batchSize) batches.push(order.slice(i, i + batchSize));
  return batches;
}

/** Vectors in the order of the texts. */
async function encodeAll(texts, { tokenizer, lanes, batch }) {
  if (texts.length === 0) return []; // the tokenizer rejects an empty list
  const idLists = tokenize(tokenizer, texts);
  const batches = planBatches(idLists, batch);
  const result = new Array(texts.length);
  let next = 0;
  const drain = async (lane) => {
    while (next < batches.length) {
      const positions = batches[next++];
      const flat = await lane.encode(positions.map((i) => idLists[i]));
      const dim = flat.length / positions.length;
      positions.forEach((position, row) => { result[position] = flat.subarray(row * dim, (row + 1) * dim); });
    }
  };
  // Waits for every lane even if one fails: the next request must not meet a lane that is still busy.
  const failed = (await Promise.allSettled(lanes.map(drain))).find((outcome) => outcome.status === 'rejected');
  if (failed) throw failed.reason;
  return result;
}

/** The same by the pipeline, sorted by characters, which is all that its caller knows before it tokenizes. */
async function encodeByPipeline(texts, { extractor, batch }) {
  const result = new Array(texts.length);
  for (const positions of planBatches(texts, batch)) {
    const output = await extractor(positions.map((i) => texts[i]), { pooling: 'mean', normalize: true });
    const dim = output.dims[1];
    positions.forEach((position, row) => { result[position] = output.data.subarray(row * dim, (row + 1) * dim); });
  }
  return result;
}

async function answer(line, encode) {
  let id = null;
  try {
    const request = JSON.parse(line);
    id = request.id ?? null;
    const start = performance.now();
    const vectors = await encode(request.texts);
    const seconds = (performance.now() - start) / 1000;
    return request.vectors ? { id, seconds, vectors: vectors.map((v) => Array.from(v)) } : { id, seconds };
  } catch (e) {
    return { id, error: String(e) };
  }
}

async function openEncoder({ modelRoot, model, batch, workers, threads, pipeline }) {
  if (pipeline) {
    const extractor = await loadPipeline(modelRoot, model, threads);
    return { encode: (texts) => encodeByPipeline(texts, { extractor, batch }), close: () => extractor.dispose() };
  }
  const lanes = await openLanes({ modelRoot, model, threads, workers });
  const tokenizer = await loadTokenizer(modelRoot, model);
  return {
    encode: (texts) => encodeAll(texts, { tokenizer, lanes, batch }),
    close: () => Promise.all(lanes.map((lane) => lane.close())),
  };
}

const encoder = await openEncoder(readOptions());
for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  if (line.trim() === '') continue;
  process.stdout.write(JSON.stringify(await answer(line, encoder.encode)) + '\n');
}
await encoder.close();
