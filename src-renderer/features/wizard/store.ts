import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Change, Deployment } from '../../../shared/deployments/contract';
import type { Services, WizardStep } from '../../../shared/services/contract';
import type { CallMain } from '../../app/bridge';
import { targetWords, wizardWords } from '../../text/wizard';
import { type Actions, actionsOn } from './actions';
import { arriveAtCertificate, keepCertificate, leaveCertificate } from './certificate-page';
import { arriveAtDeploy, type DeployActions, deployActions, keepDeploy, leaveDeploy } from './deploy-page';
import { arriveAtDns, checkRecord, prove, start } from './dns-page';
import { arriveAtDomain, keepDomain, leaveDomain } from './domain-page';
import { asksFirst, firstPlace, pageAfter, pageBefore, placeAt } from './places';
import { arriveAtReview, leaveReview } from './review-page';
import { createStage, type Stage } from './stage';
import {
  type DeploymentDraft,
  type Drafts,
  draftsOf,
  type Entry,
  type Page,
  type Place,
  type Shown,
  type WizardState,
} from './state';

/** One service on its way through the four steps, and what the user can do on it. */
export interface WizardStore extends Actions, DeployActions {
  readonly state: StoreApi<WizardState>;
  /** Opens it at what comes next, or at `entry`. */
  open(serviceId: string, entry?: Entry): Promise<void>;
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
  /** Shows what a change would do, before it is done. */
  reviewChange(change: Change): void;
  /** The user leaves the wizard: what can be saved is. */
  leave(): void;
  /** Starts it where it is stopped, and proves it; elsewhere than on this computer that is a change, which is shown first. */
  start(): Promise<void>;
  prove(): Promise<void>;
  /** Asks who sees the DNS record. */
  checkRecord(): Promise<void>;
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
    keep(stage);
    enter(placeAt(page, shown));
  };
  const reviewChange = (change: Change): void => enter({ page: 'review', change, typed: '' });
  return {
    state,
    open: async (serviceId, entry) => {
      const found = await fetchService(call, serviceId, entry);
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
      if (ended && pageAfter(deployment) === 'dns') enter(placeAt('dns', { service: shown.service, deployment }));
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
      if (page !== undefined && page !== 'services') goTo(page);
    },
    go: goTo,
    reviewChange,
    start: () => start(stage, reviewChange),
    leave: () => keep(stage),
    prove: () => prove(stage),
    checkRecord: () => checkRecord(stage),
    ...actionsOn(stage),
    ...deployActions(stage),
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
  deploy: arriveAtDeploy,
  review: arriveAtReview,
  dns: arriveAtDns,
};
/** What Next does; it answers the page that follows. */
const leaves: Partial<Record<Page, Leave>> = {
  domain: leaveDomain,
  certificate: leaveCertificate,
  deploy: leaveDeploy,
  review: leaveReview,
  run: (_, { deployment }) => Promise.resolve(pageAfter(deployment) === 'dns' ? 'dns' : undefined),
};
/** What is saved when a page is left in another way. */
const keeps: Partial<Record<Page, Arrive>> = { domain: keepDomain, certificate: keepCertificate, deploy: keepDeploy };

function keep(stage: Stage): void {
  const shown = stage.shown();
  if (shown) void keeps[shown.place.page]?.(stage, shown);
}

async function advance(stage: Stage, enter: (place: Place) => void): Promise<void> {
  const shown = stage.shown();
  if (!shown || shown.working !== '') return;
  const { place, drafts } = shown;
  stage.change({ ...clear, working: workingWords(place, drafts) });
  const page = await leaves[place.page]?.(stage, shown);
  const now = stage.shown();
  // The user may have gone back meanwhile.
  if (!now || now.place.page !== place.page) return;
  if (page) enter(placeAt(page, now));
  else stage.change({ working: '' });
}

function workingWords(place: Place, { certificate }: Drafts): string {
  if (place.page === 'domain') return wizardWords.domain.checking;
  if (place.page === 'certificate' && certificate === 'make') return wizardWords.certificate.making;
  return place.page === 'review' && !asksFirst(place) ? wizardWords.review.starting : wizardWords.deploy.saving;
}

async function fetchService(call: CallMain, serviceId: string, entry: Entry | undefined): Promise<WizardState> {
  const listed = await call('services.list', {});
  if (!listed.ok) return { phase: 'unavailable', problem: listed.problem };
  // Last, so that no step of a deployment falls between this answer and the first event that is heard.
  const deployments = await call('deployments.list', {});
  if (!deployments.ok) return { phase: 'unavailable', problem: deployments.problem };
  const service = listed.value.services.find(({ id }) => id === serviceId);
  if (!service) return gone;
  const deployment = deployments.value.deployments.find((candidate) => candidate.serviceId === serviceId);
  const place = firstPlace({ service, deployment }, entry);
  const drafts = draftsOf(service, targetWords[service.target].usualHostName);
  return { phase: 'shown', service, deployment, drafts, place, ...clear, refusals: 0, question: undefined };
}

function isOlder(deployment: Deployment, known: Deployment | undefined): boolean {
  return known !== undefined && known.id !== deployment.id && deployment.started < known.started;
}
