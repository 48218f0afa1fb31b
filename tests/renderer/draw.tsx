import { act, render, screen } from '@testing-library/react';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import axe from 'axe-core';
import { expect } from 'vitest';
import type { EventPayload, Handlers } from '../../shared/ipc/contract';
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

/** Draws the page on Certificates with these files on the bench, and waits until they are there. */
export async function drawApp(workshop?: Workshop, handlers: Partial<Handlers> = {}): Promise<DrawnApp> {
  const drawn = await drawStart({
    ...(workshop === undefined ? {} : { 'certificates.workshop': () => workshop }),
    ...handlers,
  });
  await goTo(drawn.bridge, 'certificates', 'Certificates');
  return drawn;
}

/** Has the menu show a page, and waits for its heading: a page is fetched when it is gone to for the first time. */
export async function goTo(bridge: FakeBridge, what: EventPayload<'app.show'>['what'], heading: string): Promise<void> {
  act(() => bridge.send('app.show', { what }));
  await screen.findByRole('heading', { level: 1, name: heading }, { timeout: 10_000 });
  // What main answers to the page's first question.
  await act(async () => {});
}

/** Draws the page as it opens. */
export async function drawStart(handlers: Partial<Handlers> = {}): Promise<DrawnApp> {
  const bridge = new FakeBridge(handlers);
  const user = userEvent.setup();
  const page = connectBridge(bridge);
  await act(async () => {
    render(<App bridge={page} />);
  });
  return { bridge, user, change: (next) => act(() => bridge.send('certificates.changed', next)) };
}

/**
 * Expects that axe finds nothing to complain about; colours are looked at in a real browser. `lies-over` for what Fluent draws over the
 * page, outside its landmarks: an open list.
 */
export async function expectAccessible(what: 'page' | 'lies-over' = 'page'): Promise<void> {
  const { violations } = await axe.run(document.body, {
    rules: {
      'color-contrast': { enabled: false },
      'page-has-heading-one': { enabled: true },
      region: { enabled: what === 'page' },
    },
  });
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual([]);
}
