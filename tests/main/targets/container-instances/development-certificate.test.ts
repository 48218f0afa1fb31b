import { describe, expect, it } from 'vitest';
import { whyNotRun } from '../../azure-emulator/protected-group';
import { problemOf } from '../../azure/open-azure';
import { model } from './open-target';
import { hostName, useWorld } from './open-world';

const cannotRun = whyNotRun(false);
describe.skipIf(cannotRun)(
  `A development certificate of the library, taken to Azure${cannotRun ? ` (skipped: ${cannotRun})` : ''}`,
  () => {
    const { openPlace } = useWorld();

    it('is warned of, and goes nowhere until the host name was typed', async () => {
      const at = openPlace();
      const { call, over } = at.open();
      const made = await call('development.make', { hostNames: [hostName], days: 30, signedBy: 'itself' });
      const { id } = await call('services.create', { target: 'container-instances' });
      await call('services.set-host-name', { id, hostName });
      await call('services.set-certificate', { id, libraryId: made.libraryId });
      const rest = { example: '[[1,2]]', tls: true, keyAuthentication: true, allowedOrigins: [] };
      await call('services.set-container-group', { id, containerGroup: at.settings('new'), model: model(), ...rest });

      const plan = await call('deployments.plan', { serviceId: id, change: { kind: 'deploy' } });
      expect(plan.warnings).toEqual(['development-certificate']);
      expect(plan.toConfirm).toBe(hostName);
      for (const confirmed of [undefined, '', 'contoso.test', `${hostName}.example`]) {
        const starting = call('deployments.start', { planId: plan.id, ...(confirmed !== undefined && { confirmed }) });
        expect(await problemOf(starting)).toEqual({ code: 'deployment.not-confirmed', facts: { hostName } });
      }
      expect(at.calls().filter(({ method }) => method !== 'GET')).toEqual([]);
      expect(at.groups()).toEqual([]);

      const deployed = await over(() => call('deployments.start', { planId: plan.id, confirmed: hostName }));
      expect(deployed.state).toBe('done');
      expect(at.groups()).toHaveLength(1);
    });
  },
);
