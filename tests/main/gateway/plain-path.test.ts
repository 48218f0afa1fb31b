import { describe, expect, it } from 'vitest';
import { plainPath } from '../../../src-main/gateway/in-process/plain-path';

describe('A path', () => {
  it.each([
    ['/', '/'],
    ['/a/b', '/a/b'],
    ['/a/b/', '/a/b/'],
    ['/a?b=/../..', '/a'],
    ['/a#/../..', '/a'],
    ['//a///b', '/a/b'],
    ['/./a/.', '/a/'],
    ['/a/../b', '/b'],
    ['/a/..', '/'],
    ['/a/b/../', '/a/'],
    ['/a/...', '/a/...'],
    ['/.a/..b', '/.a/..b'],
    ['/%61%2Fb', '/a/b'],
    ['/a/%2e%2E/b', '/b'],
    ['/a%3Fb%23c%25', '/a?b#c%'],
    ['/%252e%252e', '/%2e%2e'],
    ['/%ff', '/\u00ff'],
  ])('leads where nginx says it does: %s', (path, plain) => {
    expect(plainPath(path)).toBe(plain);
  });

  it.each([
    '/..',
    '/../a',
    '/a/../..',
    '/a/../../b',
    '//..',
    '/%2e%2e',
    '/%2f..',
    '/%',
    '/%4',
    '/%zz',
    '/%00',
    '/a%00/..',
  ])('leads nowhere: %s', (path) => {
    expect(plainPath(path)).toBeUndefined();
  });
});
