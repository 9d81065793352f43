// Lanes encode batches side by side: one in this process, or several child processes that each have a session of their own.
// Processes, not worker_threads: releases of onnxruntime-node kept their JavaScript objects in a static of the whole process,
// so that a second thread that ran a session aborted ("Entering the V8 API without proper locking").

import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { encodeIds, loadModel } from './encoder.mjs';

const THIS_FILE = fileURLToPath(import.meta.url);

/** Opens `workers` lanes; one worker needs no process of its own. */
export async function openLanes({ modelRoot, model, threads, workers }) {
  if (workers > 1) {
    return Promise.all(Array.from({ length: workers }, () => openChild({ modelRoot, model, threads })));
  }
  const session = await loadModel(modelRoot, model, threads);
  return [{ encode: (idLists) => encodeIds(session, idLists), close: () => session.dispose() }];
}

async function openChild(options) {
  // Structured cloning carries a Float32Array as bytes; the default of JSON would spell out every number. The child's
  // stdout is ours to keep clean: it goes to stderr.
  const child = fork(THIS_FILE, [JSON.stringify(options)], { serialization: 'advanced', stdio: ['ignore', 2, 2, 'ipc'] });
  await answerOf(child); // its first message says that the model is loaded
  return {
    encode(idLists) {
      const answer = answerOf(child);
      child.send(idLists);
      return answer;
    },
    close() {
      child.disconnect(); // the child has nothing left to wait for, and ends
    },
  };
}

/** A child has one batch at a time, so its next message is the answer. */
function answerOf(child) {
  return new Promise((resolve, reject) => {
    const onMessage = ({ error, vectors }) => {
      child.off('exit', onExit);
      if (error) reject(new Error(error));
      else resolve(vectors);
    };
    const onExit = (code, signal) => {
      child.off('message', onMessage);
      reject(new Error(`an encoding process ended (${signal ?? code})`));
    };
    child.once('message', onMessage);
    child.once('exit', onExit);
  });
}

async function serveChild({ modelRoot, model, threads }) {
  const session = await loadModel(modelRoot, model, threads);
  process.on('message', async (idLists) => {
    try {
      process.send({ vectors: await encodeIds(session, idLists) });
    } catch (e) {
      process.send({ error: String(e) });
    }
  });
  process.send({});
}

if (process.argv[1] === THIS_FILE) {
  await serveChild(JSON.parse(process.argv[2]));
}
