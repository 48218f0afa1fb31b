import type { WebFrameMain } from 'electron';
import { appOrigin } from './content-security';

/** What a frame is recognised by; reading any of it throws once the frame is gone. */
export type SenderFrame = Pick<WebFrameMain, 'frameTreeNodeId' | 'origin' | 'parent'>;

/**
 * Whether a call comes from the page we made (rule 17): the main frame of our window, showing our origin.
 * SECURITY: the only place where a caller is trusted; a sub-frame, another window or a frame that is gone is not.
 */
export function isTrustedSender(sender: SenderFrame | null, expected: SenderFrame | null | undefined): boolean {
  try {
    return (
      sender !== null &&
      expected !== null &&
      expected !== undefined &&
      sender.parent === null &&
      sender.frameTreeNodeId === expected.frameTreeNodeId &&
      sender.origin === appOrigin
    );
  } catch {
    return false;
  }
}
