import type { Problem } from '../../../shared/problem';
import type { Service } from '../../../shared/services/contract';
import { type ContainerGroupDraft, containerGroupDraftOf, noApiKeys } from './container-group-draft';
import { bringsApiKeys, givenOf, missingInSettings, missingSecret } from './container-group-missing';
import { settingsOf } from './container-group-settings';
import { describeGroup } from './existing-group';
import { giveValues, valueField } from './give-values';
import { proposeNames } from './propose-names';
import { protectionOf } from './protection';
import type { Stage } from './stage';
import { chosenOf, type Field, type Page, type Shown } from './state';

/** Proposes names for a group that has none yet, and looks at the one that was chosen before. */
export async function arriveAtContainerGroup(stage: Stage, { drafts, service }: Shown): Promise<void> {
  const draft = drafts.containerGroup;
  stage.draft({ containerGroup: proposeNames(draft, chosenOf(service).hostName ?? drafts.hostName) });
  if (draft.origin === 'existing') await describeGroup(stage);
}

/** Saves what the group is to be, and gives main the secrets that were typed, once nothing is missing. */
export async function leaveContainerGroup(stage: Stage, shown: Shown): Promise<Page | undefined> {
  const missing = missingInSettings(shown) ?? missingSecret(shown);
  if (missing) return stage.refuse(...missing);
  const problem = await save(stage, shown);
  if (problem) return declineSetting(stage, problem);
  return (await giveSecrets(stage, shown)) ? 'review' : undefined;
}

/** Saves what stands in the fields as the page is left, where it was changed; what can't be saved stays in them. */
export async function keepContainerGroup(stage: Stage, shown: Shown): Promise<void> {
  const { drafts, service } = shown;
  if (missingInSettings(shown)) return;
  const problem = isAsSaved(drafts, service) ? undefined : await save(stage, shown);
  if (!problem) await giveSecrets(stage, shown);
}

async function save(stage: Stage, { drafts, service }: Shown): Promise<Problem | undefined> {
  const settings = settingsOf(drafts.containerGroup);
  if (settings === undefined) return undefined;
  const request = { id: service.id, ...settings, ...protectionOf(drafts.deployment) };
  const outcome = await stage.call('services.set-container-group', request);
  return outcome.ok ? undefined : outcome.problem;
}

function isAsSaved({ containerGroup, deployment }: Shown['drafts'], service: Service): boolean {
  const chosen = chosenOf(service);
  const { tls, keyAuthentication, allowedOrigins } = chosen;
  const saved = [settingsOf(containerGroupDraftOf(chosen)), { tls, keyAuthentication, allowedOrigins }];
  return JSON.stringify([settingsOf(containerGroup), protectionOf(deployment)]) === JSON.stringify(saved);
}

/** Answers whether main has all of them; those that it has are forgotten here. */
async function giveSecrets(stage: Stage, shown: Shown): Promise<boolean> {
  const { drafts, service } = shown;
  if (!(await giveValues(stage, service.id, givenOf(shown), (id) => secretField(shown, id)))) return false;
  const { primary, secondary } = drafts.containerGroup.apiKeys;
  if (!bringsApiKeys(shown) || primary === '' || secondary === '') return true;
  const outcome = await stage.call('services.give-api-keys', { id: service.id, primary, secondary });
  if (outcome.ok) edit(stage, { apiKeys: noApiKeys });
  else stage.decline(outcome.problem, outcome.problem.code === 'service.api-key-unusable' ? 'apiKeys' : undefined);
  return outcome.ok;
}

/** Where a secret stands on the page: those of a new group's environment in its rows. */
function secretField({ drafts }: Shown, id: string): Field {
  const isInRow = drafts.containerGroup.origin === 'new' && id.startsWith('environment/');
  return isInRow ? 'environment' : valueField(id);
}

function edit(stage: Stage, change: Partial<ContainerGroupDraft>): void {
  const draft = stage.shown()?.drafts.containerGroup;
  if (draft) stage.draft({ containerGroup: { ...draft, ...change } });
}

function declineSetting(stage: Stage, problem: Problem): undefined {
  const { code, facts } = problem;
  return stage.decline(
    problem,
    code === 'container-group.setting-unusable' ? settingFields[String(facts.setting)] : fields[code],
  );
}

const fields: Partial<Record<Problem['code'], Field>> = {
  'service.example-invalid': 'example',
  'service.origin-invalid': 'origins',
};

/** Where each setting stands on the page. */
const settingFields: Readonly<Record<string, Field | undefined>> = {
  name: 'groupName',
  dnsLabel: 'dnsLabel',
  image: 'image',
  gatewayImage: 'gatewayImage',
  port: 'port',
  size: 'size',
  environment: 'environment',
  command: 'command',
  probePath: 'probePath',
  container: 'container',
};
