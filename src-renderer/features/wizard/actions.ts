import type { Response } from '../../../shared/ipc/contract';
import type { Outcome } from '../../../shared/problem';
import type { ApiKeySlot } from '../../../shared/services/api-key-slot';
import { saveIntoFolder } from './save';
import type { Stage } from './stage';

/** What is done with a service that is deployed, or on its way, without leaving the page. */
export interface Actions {
  cancel(): Promise<void>;
  resume(): Promise<void>;
  /** The last lines that one of its containers wrote. */
  lastLines(container: string): Promise<Outcome<Response<'container-instances.logs'>>>;
  /** Answers after how many seconds the clipboard is cleared. */
  copyKey(slot: ApiKeySlot): Promise<number | undefined>;
  /** Answers whether it was copied. */
  copyText(text: string): Promise<boolean>;
  howToCall(): Promise<Response<'services.how-to-call'> | undefined>;
  saveReport(): Promise<void>;
  saveTrust(): Promise<void>;
}

/** Of a container that keeps a step from being done: the last ones say why. */
const LAST_LINES = 20;

/** Makes them for the service on the stage. */
export function actionsOn(stage: Stage): Actions {
  const { call } = stage;
  const id = (): string => stage.shown()?.service.id ?? '';
  return {
    cancel: () => control(stage, 'cancel'),
    resume: () => control(stage, 'resume'),
    copyKey: async (slot) => {
      const outcome = await call('services.copy-key', { id: id(), slot });
      return outcome.ok ? outcome.value.seconds : stage.decline(outcome.problem);
    },
    copyText: async (text) => {
      const outcome = await call('app.copy-text', { text });
      if (!outcome.ok) stage.decline(outcome.problem);
      return outcome.ok;
    },
    lastLines: (container) => call('container-instances.logs', { serviceId: id(), container, lines: LAST_LINES }),
    howToCall: async () => {
      const outcome = await call('services.how-to-call', { id: id() });
      return outcome.ok ? outcome.value : stage.decline(outcome.problem);
    },
    saveReport: async () => {
      const deployment = stage.shown()?.deployment;
      if (!deployment) return;
      await saveIntoFolder(stage, (folder, replace) =>
        call('deployments.save-report', { id: deployment.id, folder, replace }),
      );
    },
    saveTrust: () =>
      saveIntoFolder(stage, (folder, replace) => call('services.save-trust', { id: id(), folder, replace })),
  };
}

async function control(stage: Stage, what: 'cancel' | 'resume'): Promise<void> {
  const shown = stage.shown();
  const deployment = shown?.deployment;
  if (!shown || !deployment) return;
  const { place } = shown;
  // Pressed twice.
  if (what === 'cancel' && place.page === 'run' && place.cancelling) return;
  stage.change({ problem: undefined });
  stage.changePage('run', { cancelling: what === 'cancel' });
  const outcome = await stage.call(`deployments.${what}`, { id: deployment.id });
  if (outcome.ok) return;
  stage.changePage('run', { cancelling: false });
  stage.decline(outcome.problem);
}
