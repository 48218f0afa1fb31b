import { createHash, timingSafeEqual } from 'node:crypto';

/** The system's clipboard, as much of it as a key on it needs. */
export interface KeyClipboardPorts {
  readText(): Promise<string>;
  writeText(text: string): Promise<void>;
}

/**
 * Puts API keys on the clipboard and takes them off again: after `seconds`, or at once when Latchkey ends. What somebody copied
 * since stays. Clipboard histories of the system keep what they have seen.
 */
export class KeyClipboard {
  /** How long a key stays. */
  readonly seconds = 60;
  /** SECURITY: the key itself is not kept for that: its SHA-256 tells as well whether it is still there. */
  #copied: Buffer | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(private readonly clipboard: KeyClipboardPorts) {}

  /** Copies a key. A second one begins the time anew. */
  async copy(secret: string): Promise<void> {
    clearTimeout(this.#timer);
    // Before it is written: a key on the clipboard that nobody knows of would stay there.
    this.#copied = digest(secret);
    this.#timer = setTimeout(() => {
      // Another program may hold the clipboard: what could not be taken off stays to be taken off at the end.
      this.clearNow().catch(() => undefined);
    }, this.seconds * 1000);
    await this.clipboard.writeText(secret);
  }

  /** Empties the clipboard where it still holds the key that was copied last; for the end of Latchkey, too. */
  async clearNow(): Promise<void> {
    clearTimeout(this.#timer);
    const copied = this.#copied;
    if (!copied) return;
    const isStillThere = timingSafeEqual(digest(await this.clipboard.readText()), copied);
    // Another key may have been copied while the clipboard was read, and one more while it was emptied.
    if (this.#copied !== copied) return;
    if (isStillThere) await this.clipboard.writeText('');
    if (this.#copied === copied) this.#copied = undefined;
  }
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
