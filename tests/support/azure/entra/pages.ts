import { findTenant, type Cloud } from '../cloud';
import { type Answer, html } from '../http/exchange';
import { isEveryTenant } from './requests';

/** The page on which a person picks an account. `action` is where the choice is sent. */
export function pickAccountPage(cloud: Cloud, tenantNamed: string, action: string): Answer {
  const accounts = cloud.state.accounts.map(({ userName, name, homeTenant }) => {
    const home = findTenant(cloud.state, homeTenant)?.name ?? homeTenant;
    return `<button name="account" value="${escape(userName)}"><b>${escape(name)}</b> ${escape(userName)} (${escape(home)})</button>`;
  });
  const where = isEveryTenant(tenantNamed) ? '' : ` to ${findTenant(cloud.state, tenantNamed)?.name ?? tenantNamed}`;
  return page(
    'Pick an account',
    `<p>Sign in${escape(where)}. This is an emulator: no password is asked.</p>
     <form method="post" action="${escape(action)}">${accounts.join('')}
     <button name="account" value="" class="quiet">Cancel</button></form>`,
  );
}

/** The page that asks whether the application may have what it asks for. */
export function consentPage(asked: {
  account: string;
  application: string;
  challenged: boolean;
  action: string;
}): Answer {
  const more = asked.challenged ? '<p>Your organisation asks for more: signing in here approves it.</p>' : '';
  return page(
    `Sign in to ${asked.application}`,
    `<p>As <b>${escape(asked.account)}</b>. ${escape(asked.application)} will manage Azure resources on your behalf.</p>${more}
     <form method="post" action="${escape(asked.action)}"><input type="hidden" name="account" value="${escape(asked.account)}">
     <button name="decision" value="accept">Sign in</button>
     <button name="decision" value="decline" class="quiet">Decline</button></form>`,
  );
}

/** The page on which the code of a device is typed. */
export function deviceCodePage(action: string, message = ''): Answer {
  return page(
    'Enter code',
    `<p>${escape(message || 'Enter the code that your app shows.')}</p>
     <form method="post" action="${escape(action)}"><label>Code <input name="user_code" autocomplete="off" autofocus></label>
     <button>Next</button></form>`,
  );
}

/** Takes the browser, and what was decided, back to the application (OAuth 2.0 Form Post Response Mode). */
export function formPostPage(redirectUri: string, fields: Readonly<Record<string, string>>): Answer {
  const inputs = Object.entries(fields).map(
    ([name, value]) => `<input type="hidden" name="${escape(name)}" value="${escape(value)}">`,
  );
  return page(
    'Working …',
    `<form method="post" action="${escape(redirectUri)}">${inputs.join('')}<noscript><button>Continue</button></noscript></form>
     <script>document.forms[0].submit()</script>`,
  );
}

/** A page with one thing to say. */
export function messagePage(title: string, message: string, status = 200): Answer {
  return { ...page(title, `<p>${escape(message)}</p>`), status };
}

function page(title: string, body: string): Answer {
  return html(
    200,
    `<!doctype html><html lang="en"><meta charset="utf-8"><title>${escape(title)}</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:28rem;margin:4rem auto;padding:0 1rem}button{display:block;width:100%;margin:.5rem 0;padding:.7rem;text-align:left;font:inherit;cursor:pointer}.quiet{opacity:.75}input{font:inherit;padding:.4rem}small{color:#555}</style>
<h1>${escape(title)}</h1>${body}<p><small>Latchkey’s Azure emulator</small></p></html>`,
  );
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
