import { describe, expect, it } from 'vitest';
import { parseModelAddress } from '../../../../src-main/targets/this-computer/model-address';

describe('The address of a model', () => {
  it.each([
    ['http://127.0.0.1:5001/score', '127.0.0.1', 5001, '/score', 'http://127.0.0.1:5001/score'],
    ['http://localhost/v1/predict', 'localhost', 80, '/v1/predict', 'http://localhost/v1/predict'],
    ['http://[::1]:8000/', '::1', 8000, '/', 'http://[::1]:8000/'],
    ['HTTP://LOCALHOST:5001/Score', 'localhost', 5001, '/Score', 'http://localhost:5001/Score'],
    ['  http://127.1:5001/a/../score ', '127.0.0.1', 5001, '/score', 'http://127.0.0.1:5001/score'],
    ['http://127.0.0.1\\@evil.test/a', '127.0.0.1', 80, '/@evil.test/a', 'http://127.0.0.1/@evil.test/a'],
    ['http://127.0.0.1:5001', '127.0.0.1', 5001, '/', 'http://127.0.0.1:5001/'],
  ])('%s is understood', (typed, host, port, path, address) => {
    expect(parseModelAddress(typed)).toEqual({ host, port, path, address });
  });

  it.each([
    ['', 'not-http'],
    ['127.0.0.1:5001/score', 'not-http'],
    ['localhost:5001/score', 'not-http'],
    ['https://127.0.0.1:5001/score', 'not-http'],
    ['file:///etc/passwd', 'not-http'],
    ['http://127.0.0.1:99999/score', 'not-http'],
    ['http://192.168.0.7/score', 'not-this-computer'],
    ['http://0.0.0.0:5001/score', 'not-this-computer'],
    ['http://127.0.0.1.evil.test/score', 'not-this-computer'],
    ['http://localhost.evil.test/score', 'not-this-computer'],
    ['http://localhost@evil.test/score', 'not-this-computer'],
    ['http://169.254.169.254/metadata', 'not-this-computer'],
    ['http://[::ffff:7f00:1]:5001/score', 'not-this-computer'],
    ['http://me@127.0.0.1:5001/score', 'path'],
    ['http://127.0.0.1:5001/score?key=1', 'path'],
    ['http://127.0.0.1:5001/score#one', 'path'],
    ['http://127.0.0.1:5001/healthz', 'health-path'],
  ])('%s is not, because: %s', (typed, reason) => {
    expect(() => parseModelAddress(typed)).toThrow(
      expect.objectContaining({ code: 'service.model-address-invalid', facts: expect.objectContaining({ reason }) }),
    );
  });

  it('is told without the user name and password that were typed into it', () => {
    expect(() => parseModelAddress('http://me:hunter2@127.0.0.1:5001/score')).toThrow(
      expect.objectContaining({ facts: { address: 'http://127.0.0.1:5001/score', reason: 'path' } }),
    );
  });
});
