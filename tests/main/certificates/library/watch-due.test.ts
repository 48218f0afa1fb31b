import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { makeDevelopmentCertificate } from '../../../../src-main/certificates/development/make-certificate';
import { parseHostName } from '../../../../src-main/certificates/host-names/host-name';
import { CertificateLibrary } from '../../../../src-main/certificates/library/certificate-library';
import { watchDue } from '../../../../src-main/certificates/library/watch-due';
import { makePrivateKey } from '../../../../src-main/certificates/private-key/make-private-key';
import { createDeskPorts, type DeskPorts } from '../desk';

let ports: DeskPorts;
let library: CertificateLibrary;
/** The names of what was due, each time that was told. */
let told: string[][];

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date', 'setInterval'], now: new Date('2026-11-25T10:00:00Z') });
  ports = createDeskPorts();
  told = [];
  library = new CertificateLibrary({
    ...ports,
    showFolder: () => undefined,
    judge: async () => [],
    usedBy: async () => new Map(),
    open: async () => undefined,
    changed: () => undefined,
  });
});
afterEach(() => {
  vi.useRealTimers();
  ports.remove();
});

const watch = (list = () => library.list(), unexpected: (cause: unknown) => void = () => undefined): void =>
  watchDue({
    list,
    changed: ({ entries }) => told.push(entries.filter(({ due }) => due).map(({ name }) => name)),
    unexpected,
  });

/** Development certificates remind seven days before they end. */
async function keep(name: string, days: number): Promise<void> {
  const key = await makePrivateKey('ec-p256');
  const leaf = makeDevelopmentCertificate(key, { hostNames: [parseHostName(name)], days, now: new Date() });
  await library.keep({ chain: [leaf], privateKey: key }, name);
}

async function pass(hours: number): Promise<void> {
  for (let hour = 0; hour < hours; hour++) {
    vi.advanceTimersByTime(3_600_000);
    // The store answers from memory by now: what the look asked for is answered within this turn.
    await new Promise((resolve) => setImmediate(resolve));
  }
}

it('A reminder whose day comes while Latchkey runs is noticed, once for each', async () => {
  await keep('first.test', 8);
  await keep('second.test', 9);
  watch();
  await pass(23);
  expect(told).toEqual([[]]);
  await pass(2);
  expect(told).toEqual([[], ['first.test']]);
  await pass(30);
  expect(told).toEqual([[], ['first.test'], ['first.test', 'second.test']]);
});

it('A day that came while the computer slept is noticed when it has woken', async () => {
  await keep('first.test', 20);
  watch();
  await pass(1);
  vi.setSystemTime(new Date('2026-12-10T10:00:00Z'));
  await pass(1);
  expect(told).toEqual([[], ['first.test']]);
});

it('A look that goes wrong is logged, and the next one looks again', async () => {
  await keep('first.test', 5);
  const logged: unknown[] = [];
  const answers = [Promise.reject(new Error('the disk')), library.list()].values();
  watch(
    () => answers.next().value ?? library.list(),
    (cause) => void logged.push(cause),
  );
  await pass(2);
  expect(logged).toEqual([new Error('the disk')]);
  expect(told).toEqual([['first.test']]);
});
