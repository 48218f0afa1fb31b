/**
 * Names that registries hand out to nobody. `inside`: networks use them among themselves. `nowhere`: DNS answers for none of
 * them, or somebody else's are there for good. Two of them are below a suffix of the public list, which is why it is not enough.
 */
const specialNames: Readonly<Record<string, 'inside' | 'nowhere'>> = {
  // RFC 6761 section 6, RFC 6762 section 3 and appendix G
  test: 'inside',
  example: 'inside',
  local: 'inside',
  intranet: 'inside',
  private: 'inside',
  corp: 'inside',
  home: 'inside',
  lan: 'inside',
  invalid: 'nowhere',
  'example.com': 'nowhere',
  'example.net': 'nowhere',
  'example.org': 'nowhere',
  // RFC 8375
  'home.arpa': 'inside',
  // ICANN Board resolution 2024.07.29.06
  internal: 'inside',
  // RFC 7686, RFC 9476
  onion: 'nowhere',
  alt: 'nowhere',
};

/** The name that was set apart and that `ascii` is or is below, and whether networks of their own use it. */
export function specialNameOf(
  ascii: string,
): { readonly suffix: string; readonly use: 'inside' | 'nowhere' } | undefined {
  const labels = ascii.split('.');
  for (const count of [2, 1]) {
    const suffix = labels.slice(-count).join('.');
    const use = specialNames[suffix];
    if (use !== undefined) return { suffix, use };
  }
  return undefined;
}

/** `localhost` and the names below it, which lead to the computer that asks (RFC 6761 section 6.3). */
export function isLocalhost(ascii: string): boolean {
  return ascii === 'localhost' || ascii.endsWith('.localhost');
}
