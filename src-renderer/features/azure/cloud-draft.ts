import type { Request } from '../../../shared/ipc/contract';
import type { Problem } from '../../../shared/problem';
import type { CloudName, SignInState } from '../../../shared/sign-in/contract';
import { problemInWords } from '../../text/problems';

/** A cloud as it stands in the fields. */
export interface CloudDraft {
  readonly name: CloudName;
  readonly clientId: string;
  readonly resourceManager: string;
  readonly authority: string;
  readonly scope: string;
  readonly registry: string;
  readonly containerInstances: string;
  readonly kubernetes: string;
  /** The file that was picked, or the name of the one in use. */
  readonly caFile: string | undefined;
}

/** The fields that can have a problem of their own. */
export type CloudField = Exclude<keyof CloudDraft, 'name'>;

/** What the cloud's own description says where nothing is typed. */
const described = { authority: '', scope: '', registry: '', containerInstances: '', kubernetes: '' } as const;

/** What stands in the fields at first. */
export function cloudDraft({ cloud, clientId }: SignInState): CloudDraft {
  const { name, resourceManager, authority, scope, suffixes, caFile } = cloud;
  if (name !== 'custom') return { name, clientId, resourceManager: '', ...described, caFile: undefined };
  return { name, clientId, resourceManager, authority, scope, ...suffixes, caFile: caFile?.name };
}

/** The draft after an edit. What belonged to another cloud goes with it: its sign-in address above all. */
export function editCloud(draft: CloudDraft, change: Partial<CloudDraft>, signIn: SignInState): CloudDraft {
  const before = cloudDraft(signIn);
  const leavesCloud = change.resourceManager !== undefined && draft.resourceManager === before.resourceManager;
  const leavesName = change.name !== undefined && change.name !== draft.name;
  const clientId = change.name === signIn.cloud.name ? signIn.clientId : '';
  return { ...draft, ...(leavesCloud ? described : {}), ...(leavesName ? { clientId } : {}), ...change };
}

/** What main is asked for. */
export function cloudRequest(draft: CloudDraft, { cloud }: SignInState): Request<'sign-in.set-cloud'> {
  const { name, resourceManager, authority, scope, registry, containerInstances, kubernetes, caFile } = draft;
  const clientId = draft.clientId.trim();
  // The page knows the registration of the present cloud alone: what is set for another one stays as it is.
  const registration = clientId === '' && name !== cloud.name ? {} : { clientId };
  if (name !== 'custom') return { cloud: name, ...registration };
  const suffixes = { registry, containerInstances, kubernetes };
  return { cloud: name, ...registration, custom: { resourceManager, authority, scope, suffixes, caFile } };
}

/** The field that a problem belongs to; none where it belongs to the whole. */
export function fieldOf(problem: Problem | undefined): CloudField | undefined {
  if (problem?.code === 'cloud.client-id-unusable') return 'clientId';
  if (problem?.code === 'cloud.ca-file-unusable') return 'caFile';
  if (problem?.code === 'cloud.address-unusable') return asField(problem.facts['field']);
  return problem?.code === 'cloud.not-described' ? asField(problem.facts['missing']) : undefined;
}

/** What is said at a field. */
export function messageAt(field: CloudField, problem: Problem | undefined): { validationMessage?: string } {
  if (problem === undefined || fieldOf(problem) !== field) return {};
  const { title, causes, next } = problemInWords(problem);
  return { validationMessage: [title, ...causes, next].join(' ') };
}

function asField(name: unknown): CloudField | undefined {
  const fields: readonly unknown[] = ['resourceManager', ...Object.keys(described)];
  return fields.includes(name) ? (name as CloudField) : undefined;
}
