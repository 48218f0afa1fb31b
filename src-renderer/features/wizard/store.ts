import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Deployment } from '../../../shared/deployments/contract';
import type { Response } from '../../../shared/ipc/contract';
import type { ApiKeySlot, Services, WizardStep } from '../../../shared/services/contract';
import type { CallMain } from '../../app/bridge';
import { targetWords, wizardWords } from '../../text/wizard';
import { arriveAtCertificate, keepCertificate, leaveCertificate } from './certificate-page';
import { keepDeploy, leaveDeploy, proposePort, tryModel } from './deploy-page';
import { arriveAtDns, prove } from './dns-page';
import { arriveAtDomain, keepDomain, leaveDomain } from './domain-page';
import { firstPage, pageBefore, placeAt } from './places';
import { arriveAtReview, leaveReview } from './review-page';
import { saveIntoFolder } from './save';
import { createStage, type Stage } from './stage';
import {
  type DeploymentDraft,
  type Drafts,
  draftsOf,
  type Page,
  type Place,
  type Shown,
  type WizardState,
} from './state';

/** One service on its way through the four steps, and what the user can do on it. */
export interface WizardStore {
  readonly state: StoreApi<WizardState>;
  open(serviceId: string): Promise<void>;
  receive(services: Services): void;
  receiveDeployment(deployment: Deployment): void;
  edit(change: Partial<Omit<Drafts, 'deployment'>>): void;
  editDeployment(change: Partial<DeploymentDraft>): void;
  /** What is typed to confirm a plan. */
  confirm(typed: string): void;
  /** Saves the page and goes on, or says what is missing. */
  next(): Promise<void>;
  back(): void;
  go(step: WizardStep): void;
  /** The user leaves the wizard: what can be saved is. */
  leave(): void;
  proposePort(): Promise<void>;
  tryModel(): Promise<void>;
  cancel(): Promise<void>;
  resume(): Promise<void>;
  prove(): Promise<void>;
  /** Answers after how many seconds the clipboard is cleared. */
  copyKey(slot: ApiKeySlot): Promise<number | undefined>;
  /** Answers whether it was copied. */
  copyText(text: string): Promise<boolean>;
  howToCall(): Promise<Response<'services.how-to-call'> | undefined>;
  saveReport(): Promise<void>;
  saveTrust(): Promise<void>;
  dismiss(): void;
}

/** Makes the store of the wizard; `open` it with a service. */
export function createWizardStore(call: CallMain): WizardStore {
  const state = createStore<WizardState>(() => ({ phase: 'fetching' }));
  const stage = createStage(state, call);
  const enter = (place: Place): void => {
    stage.change({ ...clear, place });
    const shown = stage.shown();
    if (shown) void arrivals[place.page]?.(stage, shown);
  };
  const goTo = (page: Page): void => {
    const shown = stage.shown();
    if (!shown) return;
    void keeps[shown.place.page]?.(stage, shown);
    enter(placeAt(page, shown));
  };
  return {
    state,
    open: async (serviceId) => {
      const found = await fetchService(call, serviceId);
      state.setState(found, true);
      if (found.phase === 'shown') enter(found.place);
    },
    receive: ({ services }) => {
      const shown = stage.shown();
      const service = services.find(({ id }) => id === shown?.service.id);
      if (service) stage.change({ service });
      else if (shown) state.setState(gone, true);
    },
    receiveDeployment: (deployment) => {
      const shown = stage.shown();
      if (!shown || deployment.serviceId !== shown.service.id || isOlder(deployment, shown.deployment)) return;
      stage.change({ deployment });
      const ended = shown.place.page === 'run' && shown.deployment?.state !== 'done' && deployment.state === 'done';
      if (ended) enter(placeAt('dns', { service: shown.service, deployment }));
    },
    edit: (change) => {
      stage.change({ obstacle: undefined });
      stage.draft(change);
    },
    editDeployment: (change) => {
      stage.change({ obstacle: undefined });
      stage.draftDeployment(change);
      stage.changePage('deploy', { trial: undefined });
    },
    confirm: (typed) => {
      stage.change({ obstacle: undefined });
      stage.changePage('review', { typed });
    },
    next: () => advance(stage, enter),
    back: () => {
      const shown = stage.shown();
      const page = shown && pageBefore(shown);
      if (page) goTo(page);
    },
    go: goTo,
    leave: () => {
      const shown = stage.shown();
      if (shown) void keeps[shown.place.page]?.(stage, shown);
    },
    proposePort: () => proposePort(stage),
    tryModel: () => tryModel(stage),
    prove: () => prove(stage),
    ...actions(stage),
    dismiss: () => stage.change({ problem: undefined }),
  };
}

const clear = { working: '', obstacle: undefined, problem: undefined, said: '' } as const;
const gone: WizardState = { phase: 'unavailable', problem: { code: 'service.gone', facts: {} } };

type Arrive = (stage: Stage, shown: Shown) => Promise<void>;
type Leave = (stage: Stage, shown: Shown) => Promise<Page | undefined>;

/** What a page does when it is come to. */
const arrivals: Partial<Record<Page, Arrive>> = {
  domain: arriveAtDomain,
  certificate: arriveAtCertificate,
  review: arriveAtReview,
  dns: arriveAtDns,
};
/** What Next does; it answers the page that follows. */
const leaves: Partial<Record<Page, Leave>> = {
  domain: leaveDomain,
  certificate: leaveCertificate,
  deploy: leaveDeploy,
  review: leaveReview,
  run: (_, { deployment }) => Promise.resolve(deployment?.state === 'done' ? 'dns' : undefined),
};
/** What is saved when a page is left in another way. */
const keeps: Partial<Record<Page, Arrive>> = { domain: keepDomain, certificate: keepCertificate, deploy: keepDeploy };

async function advance(stage: Stage, enter: (place: Place) => void): Promise<void> {
  const shown = stage.shown();
  if (!shown || shown.working !== '') return;
  const { place, drafts } = shown;
  stage.change({ ...clear, working: workingWords(place.page, drafts) });
  const page = await leaves[place.page]?.(stage, shown);
  const now = stage.shown();
  // The user may have gone back meanwhile.
  if (!now || now.place.page !== place.page) return;
  if (page) enter(placeAt(page, now));
  else stage.change({ working: '' });
}

function workingWords(page: Page, { certificate }: Drafts): string {
  if (page === 'domain') return wizardWords.domain.checking;
  if (page === 'certificate' && certificate === 'make') return wizardWords.certificate.making;
  return page === 'review' ? wizardWords.review.starting : wizardWords.deploy.saving;
}

async function fetchService(call: CallMain, serviceId: string): Promise<WizardState> {
  const listed = await call('services.list', {});
  if (!listed.ok) return { phase: 'unavailable', problem: listed.problem };
  // Last, so that no step of a deployment falls between this answer and the first event that is heard.
  const deployments = await call('deployments.list', {});
  if (!deployments.ok) return { phase: 'unavailable', problem: deployments.problem };
  const service = listed.value.services.find(({ id }) => id === serviceId);
  if (!service) return gone;
  const deployment = deployments.value.deployments.find((candidate) => candidate.serviceId === serviceId);
  const place = placeAt(firstPage(service, deployment), { service, deployment });
  const drafts = draftsOf(service, targetWords[service.target].usualHostName);
  return { phase: 'shown', service, deployment, drafts, place, ...clear, refusals: 0, question: undefined };
}

function isOlder(deployment: Deployment, known: Deployment | undefined): boolean {
  return known !== undefined && known.id !== deployment.id && deployment.started < known.started;
}

type Actions = Pick<
  WizardStore,
  'cancel' | 'resume' | 'copyKey' | 'copyText' | 'howToCall' | 'saveReport' | 'saveTrust'
>;

/** What is done with a service that is deployed, or on its way. */
function actions(stage: Stage): Actions {
  const { call } = stage;
  const id = (): string => stage.shown()?.service.id ?? '';
  const control = async (what: 'cancel' | 'resume'): Promise<void> => {
    const shown = stage.shown();
    const deployment = shown?.deployment;
    if (!shown || !deployment) return;
    const { place } = shown;
    // Pressed twice.
    if (what === 'cancel' && place.page === 'run' && place.cancelling) return;
    stage.change({ problem: undefined });
    stage.changePage('run', { cancelling: what === 'cancel' });
    const outcome = await call(`deployments.${what}`, { id: deployment.id });
    if (outcome.ok) return;
    stage.changePage('run', { cancelling: false });
    stage.decline(outcome.problem);
  };
  return {
    cancel: () => control('cancel'),
    resume: () => control('resume'),
    copyKey: async (slot) => {
      const outcome = await call('services.copy-key', { id: id(), slot });
      return outcome.ok ? outcome.value.seconds : stage.decline(outcome.problem);
    },
    copyText: async (text) => {
      const outcome = await call('app.copy-text', { text });
      if (!outcome.ok) stage.decline(outcome.problem);
      return outcome.ok;
    },
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
