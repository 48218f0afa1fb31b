import { parentPort } from 'node:worker_threads';
import { arrange } from './arrange';
import { readFileContents } from './read';
import type { Task } from './reader';

parentPort?.on('message', (task: Task) => {
  void answer(task).then((value) => parentPort?.postMessage(value));
});

async function answer(task: Task): Promise<unknown> {
  return task.what === 'read' ? readFileContents(task.bytes, task.password) : arrange(task.files, task.now);
}
