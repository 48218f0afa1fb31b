import { faultSchema, policySchema, settingsSchema } from './control-requests';
import { type Answer, type Call, json } from './http/exchange';
import { createRouter, type Route } from './http/router';
import type { EmulatorControls } from './emulator';

interface ControlRoute extends Route {
  readonly handle: (call: Call) => unknown;
}

/** The emulator's own service on loopback: what `Emulator` offers, for a person with curl or a test in another process. */
export function createControl(controls: EmulatorControls): (call: Call) => Promise<Answer> {
  const { faults, journal } = controls;
  const routes: ControlRoute[] = [
    { method: 'GET', path: '/endpoints', handle: () => controls.endpoints },
    { method: 'GET', path: '/faults', handle: () => faults.waiting() },
    { method: 'POST', path: '/faults', handle: (call) => faults.add(faultSchema.parse(JSON.parse(call.body))) },
    { method: 'DELETE', path: '/faults', handle: () => faults.clear() },
    { method: 'GET', path: '/journal', handle: () => journal.entries() },
    { method: 'DELETE', path: '/journal', handle: () => journal.clear() },
    { method: 'GET', path: '/canaries', handle: () => controls.canaries() },
    { method: 'GET', path: '/groups', handle: () => ({ isolation: controls.isolation, groups: controls.groups() }) },
    { method: 'GET', path: '/settings', handle: () => controls.settings },
    {
      method: 'PUT',
      path: '/settings',
      handle: (call) => Object.assign(controls.settings, settingsSchema.parse(JSON.parse(call.body))),
    },
    {
      method: 'POST',
      path: '/policies',
      handle: (call) => controls.requireMore(policySchema.parse(JSON.parse(call.body))),
    },
    { method: 'DELETE', path: '/policies', handle: () => controls.requireNothingMore() },
    { method: 'POST', path: '/revoke/{userName}', handle: (call) => controls.revoke(call.params['userName'] ?? '') },
  ];
  const find = createRouter(routes);
  return async (call) => {
    // SECURITY: a page in a browser of this computer could reach loopback, too; it always says where it comes from.
    if (call.headers.origin !== undefined || call.headers['sec-fetch-site'] === 'cross-site')
      return json(403, { error: 'Not for pages.' });
    const match = find(call.method, call.url.pathname);
    if (!match.found)
      return json(404, {
        error: 'There is nothing here.',
        paths: routes.map(({ method, path }) => `${method} ${path}`),
      });
    try {
      return json(200, (await match.found.handle({ ...call, params: match.params })) ?? {});
    } catch (cause) {
      return json(400, { error: cause instanceof Error ? cause.message : String(cause) });
    }
  };
}
