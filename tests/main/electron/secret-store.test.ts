import { describe, expect, it } from 'vitest';
import { createSecretStore } from '../../../src-main/electron/secret-store';

const keyring = (backend: string, available = true) =>
  createSecretStore(
    {
      isEncryptionAvailable: () => available,
      getSelectedStorageBackend: () => backend as 'gnome_libsecret',
      encryptString: (text) => Buffer.from(`locked ${text}`),
      decryptString: (bytes) => bytes.toString().replace('locked ', ''),
    },
    'linux',
  );

describe('The system’s keyring', () => {
  it.each(['basic_text', 'unknown'])('is not there where Chromium only pretends: %s', (backend) => {
    expect(keyring(backend).isAvailable()).toBe(false);
  });

  it('is there where a Secret Service answers', () => {
    expect(keyring('gnome_libsecret').isAvailable()).toBe(true);
    expect(keyring('gnome_libsecret', false).isAvailable()).toBe(false);
  });

  it('gives back every octet', () => {
    const secret = Uint8Array.from({ length: 256 }, (_, octet) => octet);
    const store = keyring('gnome_libsecret');
    expect(store.reveal(store.protect(secret))).toEqual(secret);
  });
});
