/**
 * Mozilla's "intermediate" (ssl-config.mozilla.org, version 5.7), in OpenSSL's names, for TLS 1.2; TLS 1.3 has no weak suites.
 * The DHE suites are left out: they need parameters of their own, BoringSSL has none, and whoever speaks TLS 1.2 speaks ECDHE.
 */
export const ciphers = [
  'ECDHE-ECDSA-AES128-GCM-SHA256',
  'ECDHE-RSA-AES128-GCM-SHA256',
  'ECDHE-ECDSA-AES256-GCM-SHA384',
  'ECDHE-RSA-AES256-GCM-SHA384',
  'ECDHE-ECDSA-CHACHA20-POLY1305',
  'ECDHE-RSA-CHACHA20-POLY1305',
].join(':');

/** For the exchange of keys, as the same profile has them; the certificate's own curve is another matter. */
export const curves = 'X25519:prime256v1:secp384r1';
