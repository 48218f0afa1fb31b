import { describe, expect, it } from 'vitest';
import { isRegistryHost, microsoftClouds } from '../../../src-main/azure/clouds';
import { readImageName } from '../../../src-main/azure/image-name';

const digest = `sha256:${'a'.repeat(64)}`;

describe('the name of an image', () => {
  it.each([
    ['nginx', 'docker.io/library/nginx:latest'],
    ['contoso/churn:12', 'docker.io/contoso/churn:12'],
    ['contoso.azurecr.io/churn:12', 'contoso.azurecr.io/churn:12'],
    [' https://mcr.microsoft.com/azurelinux/base/nginx:1.28 ', 'mcr.microsoft.com/azurelinux/base/nginx:1.28'],
    ['localhost:5000/a/b', 'localhost:5000/a/b:latest'],
    [`contoso.azurecr.io/churn@${digest}`, `contoso.azurecr.io/churn@${digest}`],
    [`contoso.azurecr.io/churn:12@${digest}`, `contoso.azurecr.io/churn:12@${digest}`],
  ])('%s is %s', (typed, reference) => {
    expect(readImageName(typed).reference).toBe(reference);
  });

  it.each([
    ['', 'empty'],
    ['Churn', 'repository'],
    ['contoso.azurecr.io/Churn', 'repository'],
    ['contoso.azurecr.io/a//b', 'repository'],
    ['contoso.azurecr.io/../b', 'repository'],
    ['contoso.azurecr.io/churn:', 'tag'],
    ['contoso.azurecr.io/churn:a b', 'tag'],
    ['contoso.azurecr.io/churn@sha256:12', 'digest'],
    ['con_toso.azurecr.io/churn', 'registry'],
    ['x'.repeat(501), 'length'],
  ])('%j is none, because of its %s', (typed, reason) => {
    expect(() => readImageName(typed)).toThrow(
      expect.objectContaining({ code: 'azure.image-name-unusable', facts: expect.objectContaining({ reason }) }),
    );
  });
});

describe('a registry of the cloud', () => {
  it.each([
    ['contoso.azurecr.io', true],
    ['CONTOSO.azurecr.io', true],
    ['azurecr.io', false],
    ['a.b.azurecr.io', false],
    ['contoso.azurecr.io.evil.example', false],
    ['evilazurecr.io', false],
    ['contoso.azurecr.io:444', false],
    ['evil.example/contoso.azurecr.io', false],
    ['contoso.azurecr.us', false],
  ])('%s: %s', (host, expected) => {
    expect(isRegistryHost(microsoftClouds.public, host)).toBe(expected);
  });

  it('is any port of an address that a custom cloud has for them', () => {
    const cloud = {
      ...microsoftClouds.public,
      suffixes: { ...microsoftClouds.public.suffixes, registry: '127.0.0.1' },
    };
    expect(isRegistryHost(cloud, '127.0.0.1:8443')).toBe(true);
    expect(isRegistryHost(cloud, '127.0.0.2:8443')).toBe(false);
    expect(isRegistryHost(cloud, 'evil.127.0.0.1')).toBe(false);
  });
});
