import { usualGatewayImage } from '../../../shared/container-instances/usual-gateway-image';
import { describe, expect, it } from 'vitest';
import { partCodes, type Step, stepActions, stepCodes, type StepPart } from '../../../shared/deployments/contract';
import { partInWords, progressInWords, stepInWords } from '../../../shared/deployments/words';

const say = (step: Step): string => {
  const { action, what, where } = stepInWords(step);
  return `${action} ${what} ${where}`;
};

describe('A step in words', () => {
  it.each<[Step, string]>([
    [
      { code: 'store-api-keys', action: 'store', facts: { keeping: 'keyring', made: true } },
      'Store two API keys on this computer, protected by your login',
    ],
    [
      { code: 'store-api-keys', action: 'store', facts: { keeping: 'session', made: true } },
      'Store two API keys in memory, until Latchkey closes',
    ],
    [
      { code: 'store-api-keys', action: 'check', facts: { keeping: 'keyring', made: false } },
      'Check the two API keys that it has on this computer, protected by your login',
    ],
    [{ code: 'this-computer.start-model', action: 'start', facts: {} }, 'Start the sample model inside Latchkey'],
    [
      { code: 'this-computer.call-model', action: 'check', facts: { address: 'http://127.0.0.1:5001/score' } },
      'Check your model by calling http://127.0.0.1:5001/score once',
    ],
    [
      {
        code: 'this-computer.start-gateway',
        action: 'restart',
        facts: { hostName: 'localhost', port: 8443, tls: true, keyAuthentication: true, certificate: 'My name' },
      },
      'Restart the gateway for localhost on port 8443, with TLS by the certificate My name, key required',
    ],
    [
      {
        code: 'this-computer.start-gateway',
        action: 'start',
        facts: { hostName: 'localhost', port: 8443, certificate: 'localhost', developmentOnly: true },
      },
      'Start the gateway for localhost on port 8443, with TLS by the certificate localhost (development only), key required',
    ],
    [
      {
        code: 'this-computer.start-gateway',
        action: 'start',
        facts: { hostName: 'localhost', port: 8080, tls: false, keyAuthentication: false, certificate: '' },
      },
      'Start the gateway for localhost on port 8080, without TLS, open to everybody',
    ],
  ])('%o', (step, words) => {
    expect(say(step)).toBe(words);
  });

  it.each(stepCodes)('is a sentence without its facts, too: %s', (code) => {
    const words = say({ code, action: 'start', facts: {} });
    expect(words).toMatch(/^Start [a-z]/u);
    expect(words).not.toContain('undefined');
  });
});

const sayPart = (part: StepPart): string => Object.values(partInWords(part)).join(' | ');

describe('A part of a step in words', () => {
  it.each<[StepPart, string]>([
    [
      {
        code: 'container-instances.container',
        action: 'change',
        facts: { name: 'model', image: 'a:2', imageWas: 'a:1', cpu: 2, cpuWas: 1, memoryGb: 4, gpu: '1 V100' },
      },
      'Change | container model | a:2 (was a:1), 2 CPU (was 1), 4 GB, 1 V100',
    ],
    [
      {
        code: 'container-instances.gateway',
        action: 'create',
        facts: { hostName: 'a.example', tls: true, keyAuthentication: true, certificate: 'mine', image: 'nginx:1' },
      },
      'Create | the gateway | TLS for a.example, by the certificate mine, key required, nginx:1',
    ],
    [
      {
        code: 'container-instances.gateway',
        action: 'create',
        facts: { hostName: 'a.example', certificate: 'mine', image: usualGatewayImage },
      },
      'Create | the gateway | TLS for a.example, by the certificate mine, key required',
    ],
    [
      {
        code: 'container-instances.gateway',
        action: 'create',
        facts: { hostName: 'a.example', certificate: 'mine', developmentOnly: true, image: usualGatewayImage },
      },
      'Create | the gateway | TLS for a.example, by the certificate mine (development only), key required',
    ],
    [
      {
        code: 'container-instances.gateway',
        action: 'change',
        facts: { hostName: 'a.example', tls: false, keyAuthentication: false, certificate: 'mine', image: '' },
      },
      'Change | the gateway | no TLS, open to everybody',
    ],
    [
      { code: 'container-instances.public-port', action: 'delete', facts: { port: 80 } },
      'Delete | port 80 | not public any more',
    ],
    [
      { code: 'container-instances.rest', action: 'change', facts: { what: 'system-assigned identity' } },
      'Change | system-assigned identity | Azure makes another one, which has none of its roles',
    ],
    [
      {
        code: 'container-instances.address',
        action: 'delete',
        facts: { address: '198.51.100.7', azureName: 'a.example' },
      },
      'Delete | address 198.51.100.7 | a.example',
    ],
    [
      {
        code: 'container-instances.address',
        action: 'change',
        facts: { address: '198.51.100.7', azureName: 'a.example' },
      },
      'Change | address 198.51.100.7 | it may be another one afterwards',
    ],
  ])('%o', (part, words) => {
    expect(sayPart(part)).toBe(words);
  });

  it.each(partCodes.flatMap((code) => stepActions.map((action) => ({ code, action, facts: {} }))))(
    'is a sentence without its facts, too: %o',
    (part) => {
      const words = sayPart(part);
      expect(words).toMatch(/^[A-Z][a-z ]+ \| [a-z]|\| DNS label \|/u);
      expect(words).not.toContain('undefined');
    },
  );
});

describe('What a step is at, in words', () => {
  const wait: Step = {
    code: 'container-instances.wait-group',
    action: 'wait',
    facts: { name: 'churn', containers: 2 },
  };

  it.each([
    [{ phase: 'pulling', container: 'gateway', image: 'nginx:1', done: 1, of: 2 }, 'pulling image, 2 of 2'],
    [{ phase: 'starting', container: 'model' }, 'starting model'],
    [{ phase: 'busy' }, 'waiting until Azure is done with the group'],
    [{ phase: 'answering' }, 'asking the gateway'],
    [{ phase: 'something newer' }, ''],
    [{}, ''],
  ])('%o', (progress, words) => {
    expect(progressInWords(wait, progress)).toBe(words);
  });

  it('is nothing for a step that says nothing', () => {
    expect(progressInWords({ code: 'this-computer.call-model', action: 'check', facts: {} }, { phase: 'busy' })).toBe(
      '',
    );
  });
});
