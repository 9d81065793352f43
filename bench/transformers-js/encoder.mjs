// The sentence encoder in transformers.js: token ids in, unit vectors out. Shared by the benchmark's process and its threads.

import { AutoModel, AutoTokenizer, Tensor, env, pipeline } from '@huggingface/transformers';

/** SentenceTransformers' max_seq_length of the model, specials included; tokenizer_config.json says 512, tokenizer.json 128. */
export const MAX_TOKENS = 256;

/** Reads models from a local folder only: a missing file is an error, never a download. */
function useLocalModels(modelRoot) {
  env.localModelPath = modelRoot;
  env.allowRemoteModels = false;
}

export function loadTokenizer(modelRoot, name) {
  useLocalModels(modelRoot);
  return AutoTokenizer.from_pretrained(name);
}

export function loadModel(modelRoot, name, threads) {
  useLocalModels(modelRoot);
  return AutoModel.from_pretrained(name, {
    dtype: 'fp32',
    device: 'cpu',
    session_options: {
      intraOpNumThreads: threads,
      interOpNumThreads: 1,
      executionMode: 'sequential',
      graphOptimizationLevel: 'all',
    },
  });
}

/** The library's own way from texts to vectors, as its documentation shows it. It cuts at 512 tokens, not at MAX_TOKENS. */
export function loadPipeline(modelRoot, name, threads) {
  useLocalModels(modelRoot);
  return pipeline('feature-extraction', name, {
    dtype: 'fp32',
    device: 'cpu',
    session_options: { intraOpNumThreads: threads, interOpNumThreads: 1, graphOptimizationLevel: 'all' },
  });
}

/** Token ids of each text, specials included, not yet padded, so that texts can be sorted by their true length. */
export function tokenize(tokenizer, texts) {
  return tokenizer(texts, { padding: false, truncation: true, max_length: MAX_TOKENS, return_tensor: false }).input_ids;
}

/** Unit vectors of one batch, one after the other in a single array. */
export async function encodeIds(model, idLists) {
  const inputs = padToLongest(idLists, BigInt(model.config.pad_token_id ?? 0));
  const { last_hidden_state: states } = await model(inputs);
  const vectors = meanOfTokens(states, idLists);
  normalizeRows(vectors, states.dims[2]);
  return vectors;
}

function padToLongest(idLists, padId) {
  const width = Math.max(...idLists.map((ids) => ids.length));
  const dims = [idLists.length, width];
  const ids = new BigInt64Array(idLists.length * width).fill(padId);
  const mask = new BigInt64Array(ids.length);
  idLists.forEach((list, row) => {
    for (let i = 0; i < list.length; i++) {
      ids[row * width + i] = BigInt(list[i]);
      mask[row * width + i] = 1n;
    }
  });
  return {
    input_ids: new Tensor('int64', ids, dims),
    attention_mask: new Tensor('int64', mask, dims),
    token_type_ids: new Tensor('int64', new BigInt64Array(ids.length), dims),
  };
}

// The library's own mean_pooling and normalize give the same vectors, but take a tenth of the whole time: they walk
// the states column by column and turn each BigInt of the mask into a number once per dimension.
function meanOfTokens(states, idLists) {
  const [rows, width, dim] = states.dims;
  const data = states.data;
  const means = new Float32Array(rows * dim);
  const sum = new Float64Array(dim);
  for (let row = 0; row < rows; row++) {
    const count = idLists[row].length;
    sum.fill(0);
    for (let token = 0, at = row * width * dim; token < count; token++) {
      for (let d = 0; d < dim; d++) sum[d] += data[at++];
    }
    for (let d = 0; d < dim; d++) means[row * dim + d] = sum[d] / count;
  }
  return means;
}

function normalizeRows(vectors, dim) {
  for (let start = 0; start < vectors.length; start += dim) {
    let squares = 0;
    for (let d = start; d < start + dim; d++) squares += vectors[d] * vectors[d];
    const scale = 1 / Math.sqrt(squares);
    for (let d = start; d < start + dim; d++) vectors[d] *= scale;
  }
}
