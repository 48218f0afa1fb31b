import { act, render } from '@testing-library/react';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import axe from 'axe-core';
import { expect } from 'vitest';
import type { Handlers } from '../../shared/ipc/contract';
import type { Workshop } from '../../shared/certificates/contract';
import { App } from '../../src-renderer/app/App';
import { connectBridge } from '../../src-renderer/app/bridge';
import { FakeBridge } from './fake-bridge';

/** The whole page with a fake main behind it. */
export interface DrawnApp {
  readonly bridge: FakeBridge;
  readonly user: UserEvent;
  /** Main sends a new bench. */
  change(workshop: Workshop): void;
}

/** Draws the page with these files on the bench, and waits until they are there. */
export async function drawApp(workshop?: Workshop, handlers: Partial<Handlers> = {}): Promise<DrawnApp> {
  const bridge = new FakeBridge({
    ...(workshop === undefined ? {} : { 'certificates.workshop': () => workshop }),
    ...handlers,
  });
  const user = userEvent.setup();
  const page = connectBridge(bridge);
  await act(async () => {
    render(<App bridge={page} />);
  });
  return { bridge, user, change: (next) => act(() => bridge.send('certificates.changed', next)) };
}

/** Expects that axe finds nothing to complain about; colours are looked at in a real browser. */
export async function expectAccessible(): Promise<void> {
  const { violations } = await axe.run(document.body, {
    rules: { 'color-contrast': { enabled: false }, 'page-has-heading-one': { enabled: true } },
  });
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual([]);
}
