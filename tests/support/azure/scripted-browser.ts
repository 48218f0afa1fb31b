import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';

/** What the person at the scripted browser does. */
export interface Choice {
  /** The user name of the account that is picked; nothing to cancel. */
  readonly account?: string;
  readonly decision?: 'accept' | 'decline';
  /** The code that a device shows. */
  readonly userCode?: string;
}

/** What the browser shows in the end. */
export interface Shown {
  readonly status: number;
  readonly url: string;
  readonly text: string;
}

/**
 * Follows a sign-in as a person with a browser does: opens the page, fills in and sends each form, and lets the last one go back to
 * the application by itself. `ca` is the PEM text of the authority to trust.
 */
export async function browse(address: string, ca: string, choice: Choice): Promise<Shown> {
  let shown = await load(address, ca);
  for (let steps = 0; steps < 6; steps += 1) {
    const form = formIn(shown);
    const fields = form && fill(form, choice);
    if (!form || !fields) return shown;
    shown = await load(form.action, ca, fields);
  }
  return shown;
}

/** One request; `fields` makes it the POST of a form. */
async function load(address: string, ca: string, fields?: URLSearchParams): Promise<Shown> {
  const url = new URL(address);
  const body = fields?.toString();
  const headers =
    body === undefined
      ? {}
      : { 'content-type': 'application/x-www-form-urlencoded', 'content-length': Buffer.byteLength(body) };
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const request = send(
      url,
      { method: body === undefined ? 'GET' : 'POST', headers, ca, agent: false },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, url: address, text: Buffer.concat(chunks).toString('utf8') }),
        );
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}

interface Form {
  readonly action: string;
  readonly hidden: Readonly<Record<string, string>>;
  readonly html: string;
}

function formIn({ text, url, status }: Shown): Form | undefined {
  const found =
    status === 200
      ? /<form method="post" action="(?<action>[^"]*)">(?<html>.*?)<\/form>/su.exec(text)?.groups
      : undefined;
  if (!found) return undefined;
  const hidden = Array.from(
    (found['html'] ?? '').matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/gu),
    ([, name = '', value = '']) => [unescape(name), unescape(value)],
  );
  return {
    action: new URL(unescape(found['action'] ?? ''), url).href,
    hidden: Object.fromEntries(hidden) as Record<string, string>,
    html: found['html'] ?? '',
  };
}

/** What the person answers to this form; undefined where it asks for something that the choice says nothing about. */
function fill({ html, hidden }: Form, { account, decision, userCode }: Choice): URLSearchParams | undefined {
  const fields = new URLSearchParams(hidden);
  if (html.includes('name="decision"')) fields.set('decision', decision ?? 'accept');
  else if (html.includes('<button name="account"')) fields.set('account', account ?? '');
  else if (html.includes('name="user_code"')) {
    if (userCode === undefined) return undefined;
    fields.set('user_code', userCode);
  }
  return fields;
}

function unescape(text: string): string {
  return text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&amp;', '&');
}
