import type { WebContents } from 'electron';
import { isAllowedExternalLink } from './external-links';

/** What this module does to a page. */
type Lockable = Pick<WebContents, 'on' | 'setWindowOpenHandler'>;

/**
 * Nails a page to where it is (rules 11 to 14): it can't go elsewhere, embed a webview or open a window.
 * A link that asks for a new window is given to `openExternal` when it is on the list, and forgotten otherwise.
 */
export function lockNavigation(contents: Lockable, openExternal: (address: string) => void): void {
  const refuse = (event: { preventDefault(): void }): void => event.preventDefault();
  contents.on('will-navigate', refuse);
  contents.on('will-redirect', refuse);
  contents.on('will-frame-navigate', refuse);
  contents.on('will-attach-webview', refuse);
  contents.setWindowOpenHandler(({ url }) => {
    if (isAllowedExternalLink(url)) openExternal(url);
    return { action: 'deny' };
  });
}
