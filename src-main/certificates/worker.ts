import { parentPort } from 'node:worker_threads';
import { AppError } from '../app-error';
import { arrange } from './arrange';
import { readFileContents } from './read';
import type { Answer, Task } from './worker-pool';

parentPort?.on('message', (task: Task) => {
  void answer(task).then((value) => parentPort?.postMessage(value));
});

async function answer(task: Task): Promise<Answer> {
  try {
    return { done: true, value: await work(task) };
  } catch (cause) {
    if (cause instanceof AppError) return { done: false, problem: cause.toProblem() };
    throw cause;
  }
}

async function work(task: Task): Promise<unknown> {
  switch (task.what) {
    case 'read':
      return readFileContents(task.bytes, task.password);
    case 'arrange':
      return arrange(task.bench, task.now);
    // Loaded on first use: reading is what a worker starts with.
    case 'make-output': {
      const { makeOutput } = await import('./output/make-output');
      return makeOutput(task.credentials, task.options);
    }
    case 'compare-output': {
      const { compareOutput } = await import('./output/compare-output');
      return compareOutput(task.meant, task.options, task.written);
    }
  }
}
