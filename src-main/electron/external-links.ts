const allowedOrigins: readonly string[] = [
  'https://login.microsoftonline.com',
  'https://portal.azure.com',
  'https://learn.microsoft.com',
];

/**
 * Whether an address may be handed to the system's browser (rule 15): https, and an origin on the list.
 * SECURITY: the system opens whatever it is given, programs and network shares too; nothing else may reach `shell.openExternal`.
 */
export function isAllowedExternalLink(address: string): boolean {
  try {
    const url = new URL(address);
    return allowedOrigins.includes(url.origin) && url.username === '' && url.password === '';
  } catch {
    return false;
  }
}
