import { cleanup, configure } from '@testing-library/react';
import { afterEach } from 'vitest';

// What jsdom lacks and Fluent or the page asks for.
class NoResizeObserver {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}
globalThis.ResizeObserver ??= NoResizeObserver;
globalThis.matchMedia ??= (query: string): MediaQueryList =>
  ({
    matches: false,
    media: query,
    onchange: null,
    addEventListener: () => {},
    removeEventListener: () => {},
    dispatchEvent: () => false,
  }) as unknown as MediaQueryList;
if (typeof CSS === 'undefined') Object.assign(globalThis, { CSS: { escape: (text: string) => text } });
else CSS.escape ??= (text: string) => text;

// Nothing has a place here: nothing can be out of sight.
Element.prototype.scrollIntoView ??= () => {};

// What is loaded when it is first needed takes more than the usual second on a busy machine.
configure({ asyncUtilTimeout: 10_000 });

afterEach(cleanup);
