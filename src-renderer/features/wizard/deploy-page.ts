import type { Request } from '../../../shared/ipc/contract';
import type { ProblemCode } from '../../../shared/problem';
import type { ModelHere } from '../../../shared/services/contract';
import { sampleExample } from '../../../shared/services/sample';
import { thisComputerWords as words } from '../../text/wizard';
import { arriveAtContainerGroup, keepContainerGroup, leaveContainerGroup } from './container-group-page';
import { type ContainerGroupActions, containerGroupActions } from './existing-group';
import { protectionOf } from './protection';
import type { Stage } from './stage';
import { type DeploymentDraft, draftsOf, type Field, type Page, type Shown } from './state';

/** What is done on the page besides Next. */
export interface DeployActions extends ContainerGroupActions {
  /** Proposes a port that is free, as long as the service does not listen on its own. */
  proposePort(): Promise<void>;
  /** Calls the user's own model with the example, and shows what it answers. */
  tryModel(): Promise<void>;
}

/** Makes them. */
export function deployActions(stage: Stage): DeployActions {
  return {
    proposePort: () => proposePort(stage),
    tryModel: () => tryModel(stage),
    ...containerGroupActions(stage),
  };
}

/** What the target proposes, or has to ask for. */
export async function arriveAtDeploy(stage: Stage, shown: Shown): Promise<void> {
  if (shown.service.target === 'container-instances') await arriveAtContainerGroup(stage, shown);
}

/** Saves what is to be deployed, once nothing is missing. */
export async function leaveDeploy(stage: Stage, shown: Shown): Promise<Page | undefined> {
  const { drafts, service } = shown;
  if (service.target === 'container-instances') return leaveContainerGroup(stage, shown);
  const missing = missingIn(drafts.deployment);
  if (missing) return stage.refuse(...missing);
  const outcome = await stage.call('services.set-deployment', { id: service.id, ...settings(drafts.deployment) });
  return outcome.ok ? 'review' : stage.decline(outcome.problem, fields[outcome.problem.code]);
}

/** Saves what stands in the fields as the page is left, where it was changed; what can't be saved stays in them. */
export async function keepDeploy(stage: Stage, shown: Shown): Promise<void> {
  const { drafts, service } = shown;
  if (service.target === 'container-instances') return keepContainerGroup(stage, shown);
  const { deployment } = drafts;
  const before = draftsOf(service, '').deployment;
  const unchanged = JSON.stringify(deployment) === JSON.stringify(before);
  if (unchanged || missingIn(deployment)) return;
  await stage.call('services.set-deployment', { id: service.id, ...settings(deployment) });
}

async function tryModel(stage: Stage): Promise<void> {
  const draft = stage.shown()?.drafts.deployment;
  if (!draft) return;
  const missing = missingInModel(draft);
  if (missing) return stage.refuse(...missing);
  stage.change({ obstacle: undefined });
  stage.changePage('deploy', { trial: { state: 'calling' } });
  const outcome = await stage.call('services.call-model', { model: modelOf(draft), example: draft.example });
  // What was changed meanwhile was not tried.
  if (stage.shown()?.drafts.deployment !== draft) return;
  if (outcome.ok) return stage.changePage('deploy', { trial: { state: 'answered', ...outcome.value } });
  const field = fields[outcome.problem.code];
  stage.changePage('deploy', {
    trial: field === undefined ? { state: 'silent', problem: outcome.problem } : undefined,
  });
  if (field !== undefined) stage.decline(outcome.problem, field);
}

async function proposePort(stage: Stage): Promise<void> {
  const shown = stage.shown();
  if (!shown || shown.service.deployed !== undefined) return;
  const wished = shown.service.port;
  const outcome = await stage.call('services.free-port', { wished });
  if (!outcome.ok || stage.shown()?.drafts.deployment.port !== String(wished)) return;
  const { port } = outcome.value;
  if (port === wished) return;
  stage.draftDeployment({ port: String(port) });
  stage.changePage('deploy', { portWished: wished });
}

type Missing = readonly [field: Field, says: string] | undefined;

function missingIn(draft: DeploymentDraft): Missing {
  const model = missingInModel(draft);
  if (model) return model;
  const port = Number(draft.port);
  return Number.isInteger(port) && port >= 1 && port <= 65_535 ? undefined : ['port', words.portMissing];
}

function missingInModel({ model, address, example }: DeploymentDraft): Missing {
  if (model === 'sample') return undefined;
  if (address.trim() === '') return ['address', words.addressMissing];
  return example.trim() === '' ? ['example', words.exampleMissing] : undefined;
}

function settings(draft: DeploymentDraft): Omit<Request<'services.set-deployment'>, 'id'> {
  return {
    model: modelOf(draft),
    example: draft.model === 'sample' ? sampleExample : draft.example,
    port: Number(draft.port),
    ...protectionOf(draft),
  };
}

function modelOf({ model, address }: DeploymentDraft): ModelHere {
  return model === 'sample' ? { kind: 'sample' } : { kind: 'address', address: address.trim() };
}

const fields: Partial<Record<ProblemCode, Field>> = {
  'service.model-address-invalid': 'address',
  'service.example-invalid': 'example',
  'service.origin-invalid': 'origins',
  'gateway.port-taken': 'port',
  'gateway.port-not-allowed': 'port',
};
