// @vitest-environment jsdom
import { createHash } from 'node:crypto';
import axe from 'axe-core';
import { describe, expect, it } from 'vitest';
import type { Deployment } from '../../../shared/deployments/contract';
import type { JournalEntry } from '../../../src-main/deployments/ports';
import { htmlReport } from '../../../src-main/deployments/report/html-report';
import { jsonReport } from '../../../src-main/deployments/report/json-report';
import type { Report } from '../../../src-main/deployments/report/report';
import { stepStateInWords } from '../../../src-main/deployments/report/words';

const canary = 'CANARYxSECRETx0123456789';

/** Says what is to be believed of a page, if it is escaped nowhere. */
const nasty = `"><script>alert(1)</script><img src=x onerror='alert(2)'>&amp;`;

const words = {
  explain: ({ code }: { code: string }) => `Problem ${code}: ${nasty}`,
  explainProof: ({ code }: { code: string }) => ({ says: `Line ${code}: ${nasty}`, why: nasty, next: nasty }),
};

function report(changes: Partial<Deployment> = {}): Report {
  const step = { code: 'this-computer.call-model', action: 'check', facts: { address: nasty } } as const;
  const deployment: JournalEntry['deployment'] = {
    id: crypto.randomUUID(),
    serviceId: crypto.randomUUID(),
    target: 'this-computer',
    change: { kind: 'deploy' },
    hostName: nasty,
    place: [nasty],
    started: '2027-03-14T09:26:00.000Z',
    ended: '2027-03-14T09:27:00.000Z',
    state: 'failed',
    steps: [
      { step, at: { state: 'done', milliseconds: 84, learned: { said: nasty } } },
      {
        step,
        at: { state: 'failed', milliseconds: 1234, problem: { code: 'gateway.port-taken', facts: { port: 1 } } },
      },
      { step, at: { state: 'waiting' } },
    ],
    ...changes,
  };
  const { serviceId, hostName, target, change } = deployment;
  const certificate = { name: nasty, notAfter: '2027-06-01T00:00:00Z', developmentOnly: true, sha256: 'ab' };
  return {
    order: {
      serviceId,
      target,
      change,
      hostName,
      certificate,
      tls: true,
      keyAuthentication: true,
      allowedOrigins: [],
      settings: { note: canary },
      held: [],
    },
    warnings: ['development-certificate', 'tls-off', 'key-authentication-off', 'keys-over-plain-http'],
    deployment,
    made: '2027-03-15T10:00:00.000Z',
    proof: {
      at: '2027-03-14T09:28:00.000Z',
      url: nasty,
      lines: [
        { code: 'tls', result: 'passed', facts: {} },
        { code: 'no-key', result: 'failed', reason: 'not-refused', facts: {} },
      ],
      passed: false,
      answer: nasty,
    },
  };
}

const open = (text: string): Document => new DOMParser().parseFromString(text, 'text/html');

describe('The report as a page', () => {
  it('says what was done, where, with which certificate, and what a client sees', () => {
    const text = open(htmlReport(report(), words)).body.textContent.replaceAll(/\s+/gu, ' ');
    for (const said of [
      'Not done: one step did not succeed',
      'This computer',
      '14 March 2027 at 09:26 UTC',
      'until 1 June 2027, for development only',
      'Check your model',
      'Done in 84 ms',
      'Not done, after 1.2 s. Problem gateway.port-taken',
      'Not begun',
      'This was confirmed.',
      'Not passed',
      'Line no-key',
      'Made by Latchkey on 15 March 2027 at 10:00 UTC',
    ]) {
      expect(text).toContain(said);
    }
  });

  it('says so where there was no proof', () => {
    const { proof: _, ...without } = report();
    expect(htmlReport(without, words)).toContain('The service was not proved since Latchkey was started.');
  });

  it('shows every text as text, whatever is in it', () => {
    const page = open(htmlReport(report(), words));
    expect(page.querySelectorAll('script, img, a, link, iframe, object, form')).toHaveLength(0);
    const attributes = [...page.querySelectorAll('*')].flatMap((element) => [...element.attributes]);
    expect(new Set(attributes.map(({ name }) => name))).toEqual(
      new Set(['lang', 'charset', 'http-equiv', 'content', 'name', 'scope', 'class']),
    );
    expect(page.querySelector('h1')?.textContent).toBe(`Deployment of ${nasty}`);
    expect(page.querySelector('pre')?.textContent).toBe(nasty);
    expect(page.title).toBe(`Deployment of ${nasty}`);
  });

  it('shows no text that turns its neighbours around or is none', () => {
    const text = htmlReport(report({ hostName: 'moc\u202E.example\u0000\u0007\u2066' }), words);
    for (const sign of ['\u0000', '\u0007', '\u202E', '\u2066']) expect(text).not.toContain(sign);
    expect(text).toContain('moc\uFFFD.example');
  });

  it('needs nothing else: its policy allows its own style and nothing more', () => {
    const page = open(htmlReport(report(), words));
    const style = page.querySelector('style')?.textContent ?? '';
    expect(style.length).toBeGreaterThan(100);
    const hash = createHash('sha256').update(style).digest('base64');
    const policy = page.querySelector('meta[http-equiv="Content-Security-Policy"]')?.getAttribute('content');
    expect(policy).toBe(`default-src 'none'; style-src 'sha256-${hash}'`);
    expect(style).not.toMatch(/url\(|@import/u);
    expect(style).toContain('@media print');
    expect(style).toContain('prefers-color-scheme: dark');
  });

  it('has nothing that axe finds', async () => {
    const page = open(htmlReport(report({ hostName: 'score.contoso.com' }), words));
    document.documentElement.replaceWith(document.adoptNode(page.documentElement));
    // Without a layout there are no colours to compare: they are looked at on the screen.
    const { violations, passes } = await axe.run(document, { rules: { 'color-contrast': { enabled: false } } });
    expect(violations.map(({ id }) => id)).toEqual([]);
    expect(passes.length).toBeGreaterThan(10);
  });
});

describe('The report for programs', () => {
  it('has the deployment, the service and the proof, and not the settings of the target', () => {
    const full = report();
    const { made, deployment, proof, warnings, order } = full;
    const read = JSON.parse(jsonReport(full)) as unknown;
    const { hostName, tls, keyAuthentication, certificate } = order;
    const service = { hostName, tls, keyAuthentication, certificate };
    expect(read).toEqual({ format: 'latchkey-report', version: 1, made, service, warnings, deployment, proof });
    expect(jsonReport(full)).not.toContain(canary);
    expect(htmlReport(full, words)).not.toContain(canary);
  });
});

describe('What became of a step', () => {
  it.each([
    [999, 'Done in 999 ms'],
    [1000, 'Done in 1.0 s'],
    [59_900, 'Done in 59.9 s'],
    [59_999, 'Done in 1 min 0 s'],
    [185_000, 'Done in 3 min 5 s'],
  ])('is told with its time as a person says it: %i', (milliseconds, said) => {
    expect(stepStateInWords({ state: 'done', milliseconds, learned: {} }, () => '')).toBe(said);
  });
});
