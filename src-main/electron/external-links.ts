import { AppError } from '../app-error';

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

/**
 * Makes what opens Azure's page in the system's browser.
 * SECURITY: https, and the origin of the cloud that was chosen: its table's, or the one that the user has confirmed.
 * @throws {AppError} `sign-in.browser-not-opened` where it is another one, or there is no browser
 */
export function createBrowserOpener(openExternal: (address: string) => Promise<void>) {
  return async (address: string, origin: string): Promise<void> => {
    if (!isAt(address, origin)) throw new AppError('sign-in.browser-not-opened');
    await openExternal(address).catch((cause: unknown) => {
      throw new AppError('sign-in.browser-not-opened', {}, { cause });
    });
  };
}

function isAt(address: string, origin: string): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  return url.protocol === 'https:' && url.origin === origin && url.username === '' && url.password === '';
}
