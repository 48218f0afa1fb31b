import { describe, expect, it } from 'vitest';
import { type Step, stepCodes } from '../../../shared/deployments/contract';
import { stepInWords } from '../../../shared/deployments/words';

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
