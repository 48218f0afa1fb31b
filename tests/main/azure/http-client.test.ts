import { getEventListeners } from 'node:events';
import { createHttpHeaders, createPipelineRequest } from '@azure/core-rest-pipeline';
import { expect, it } from 'vitest';
import { createHttpClient } from '../../../src-main/azure/http-client';
import type { AzureRequest } from '../../../src-main/azure/transport';

const url = 'https://management.example/';

it('A request of an SDK ends with its signal, and leaves nothing on it: one signal is there for many minutes of requests', async () => {
  const sent: AzureRequest[] = [];
  const send = async (request: AzureRequest) => {
    sent.push(request);
    return { status: 204, headers: {}, text: '' };
  };
  const client = createHttpClient(send, createHttpHeaders);
  const stop = new AbortController();
  for (let turn = 0; turn < 3; turn += 1) {
    await client.sendRequest(createPipelineRequest({ url, abortSignal: stop.signal }));
  }
  expect(getEventListeners(stop.signal, 'abort')).toEqual([]);
  stop.abort();
  expect(sent.map(({ signal }) => signal?.aborted)).toEqual([true, true, true]);
});
