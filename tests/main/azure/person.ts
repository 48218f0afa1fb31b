import type { createNodeFetch } from '../../support/azure-fetch';

type Fetch = ReturnType<ReturnType<typeof createNodeFetch>>;

/** What a person does on Azure's pages: picks an account, agrees, and lets the browser go back to Latchkey. */
export async function signInAs(fetch: Fetch, address: string, userName: string, decision = 'accept'): Promise<string> {
  const pick = await read(await fetch(address, { method: 'GET', headers: {} }));
  if (!pick.action) return pick.html;
  const consent = await read(await fetch(new URL(pick.action, address).href, form({ account: userName })));
  if (!consent.action) return consent.html;
  const fields = { ...consent.hidden, decision };
  const back = userName === '' ? consent : await read(await fetch(new URL(consent.action, address).href, form(fields)));
  if (!back.action) return back.html;
  const redirect = new URL(back.action);
  redirect.hostname = '127.0.0.1';
  const answer = await globalThis.fetch(redirect, { method: 'POST', body: new URLSearchParams(back.hidden) });
  return answer.text();
}

/** Types a code on Azure's page, and signs in there. */
export async function useDeviceCode(
  fetch: Fetch,
  { code, address }: { readonly code: string; readonly address: string },
  userName: string,
  decision = 'accept',
): Promise<string> {
  let page = await read(await fetch(address, { method: 'GET', headers: {} }));
  const answers: Record<string, string>[] = [{ user_code: code }, { account: userName }, { decision }];
  for (const answer of answers) {
    if (!page.action) break;
    const fields = { ...page.hidden, ...answer };
    page = await read(await fetch(new URL(page.action, address).href, form(fields)));
  }
  return page.html;
}

function form(fields: Readonly<Record<string, string>>): RequestInit {
  return {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(fields).toString(),
  };
}

async function read(response: Response) {
  const html = await response.text();
  const unescape = (text = ''): string =>
    text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&amp;', '&');
  const hidden = Object.fromEntries(
    [...html.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/gu)].map(([, name, value]) => [
      unescape(name),
      unescape(value),
    ]),
  );
  const action = /<form method="post" action="([^"]*)"/u.exec(html)?.[1];
  return { html, hidden, action: action === undefined ? undefined : unescape(action) };
}
