import type { SafeStorage } from 'electron';
import type { SecretStore } from '../storage/record-store';

type Keyring = Pick<
  SafeStorage,
  'isEncryptionAvailable' | 'getSelectedStorageBackend' | 'encryptString' | 'decryptString'
>;

/**
 * The system's keyring as Electron reaches it: Keychain, DPAPI, or a Secret Service on Linux. Asked at the first use, because
 * asking may unlock it.
 */
export function createSecretStore(keyring: Keyring, platform: string): SecretStore {
  let available: boolean | undefined;
  return {
    isAvailable: () => (available ??= isProtected(keyring, platform)),
    protect: (secret) => new Uint8Array(keyring.encryptString(sameBytes(secret).toString('base64'))),
    reveal: (bytes) => {
      const revealed = Buffer.from(keyring.decryptString(Buffer.from(bytes)), 'base64');
      const secret = Uint8Array.from(revealed);
      revealed.fill(0);
      return secret;
    },
  };
}

/** SECURITY: not another copy that nobody wipes. The text between, which the keyring wants, can't be wiped. */
function sameBytes({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}

/** SECURITY: without a keyring Chromium on Linux "encrypts" with a password that is in its source. That is plain text. */
function isProtected(keyring: Keyring, platform: string): boolean {
  if (!keyring.isEncryptionAvailable()) return false;
  if (platform !== 'linux') return true;
  const backend = keyring.getSelectedStorageBackend();
  return backend !== 'basic_text' && backend !== 'unknown';
}
