import { parentPort } from 'node:worker_threads';
import { serveSampleModel } from './serve';
import type { ModelCommand, ModelReport } from './start';

const serving = serveSampleModel();
// What is thrown here (no address to listen on, say) ends the thread, and `startSampleModel` tells it.
void serving.then(({ port }) => parentPort?.postMessage({ port } satisfies ModelReport));

parentPort?.once('message', ({ graceMs }: ModelCommand) => {
  // Nothing keeps the thread alive when the server is closed: it ends.
  void serving.then((model) => model.stop(graceMs));
});
