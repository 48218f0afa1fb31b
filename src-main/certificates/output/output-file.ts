import type { SavedFiles } from '../../../shared/certificates/contract';

/** A file that is about to be written. SECURITY: `bytes` may hold a private key. */
export interface OutputFile {
  /** Base name. */
  readonly name: string;
  readonly kind: SavedFiles['files'][number]['kind'];
  /** Certificates in it. */
  readonly certificates: number;
  readonly bytes: Uint8Array;
  /** 0o600 for everything with a private key in it, encrypted or not. */
  readonly mode: 0o600 | 0o644;
}
