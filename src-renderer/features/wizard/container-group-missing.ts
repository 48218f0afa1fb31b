import { pathPattern } from '../../../shared/services/scoring-path';
import type { DescribedGroup } from '../../../shared/container-instances/contract';
import type { HeldValue } from '../../../shared/deployments/held-value';
import { containerGroupWords } from '../../text/container-group';
import { heldValueMissing } from '../../text/held-values';
import type { ContainerGroupDraft, SizeDraft } from './container-group-draft';
import { asksOfNew, environmentId, placeFor, sizeOf, variablesOf } from './container-group-settings';
import { firstMissing, type GivenValues, valueField } from './give-values';
import type { Field, Shown } from './state';

const words = containerGroupWords.missing;

/** A field, and what is missing in it. */
export type Missing = readonly [field: Field, says: string] | undefined;

type Known = Pick<Shown, 'drafts' | 'place' | 'service'>;

/** The first thing that keeps the settings from being saved, from the top of the page. */
export function missingInSettings({ drafts, place }: Pick<Shown, 'drafts' | 'place'>): Missing {
  const draft = drafts.containerGroup;
  if (draft.origin === 'existing') return missingInExisting(draft, place) ?? missingInModel(draft);
  return missingInNew(draft) ?? missingInModel(draft) ?? missingInNames(draft) ?? missingInMore(draft);
}

/** The first secret that is neither kept nor typed. */
export function missingSecret(shown: Known): Missing {
  const { drafts, service } = shown;
  const draft = drafts.containerGroup;
  const value = firstMissing(asksOf(shown), service.held, givenOf(shown));
  if (value?.kind === 'environment' && draft.origin === 'new') return ['environment', words.secureValue(value.name)];
  if (value !== undefined) return [valueField(value.id), heldValueMissing(value)];
  const { primary, secondary } = draft.apiKeys;
  return bringsApiKeys(shown) && (primary === '' || secondary === '') ? ['apiKeys', words.apiKeys] : undefined;
}

/** Every secret that was typed and is asked for, by id. */
export function givenOf(shown: Known): GivenValues {
  const { origin, given, environment } = shown.drafts.containerGroup;
  const typed: Record<string, string> = { ...given };
  if (origin === 'new') {
    for (const { name, value, secure } of environment) if (secure && value !== '') typed[environmentId(name)] = value;
  }
  const asked = new Set(asksOf(shown).map(({ id }) => id));
  return Object.fromEntries(Object.entries(typed).filter(([id]) => asked.has(id)));
}

/** Callers have API keys from another computer, and the user brings them along. */
export function bringsApiKeys({ drafts, place, service }: Known): boolean {
  const { containerGroup, deployment } = drafts;
  const isElsewhere = describedAt(place)?.latchkey !== undefined && !service.hasApiKeys;
  const isAsked = containerGroup.origin === 'existing' && isElsewhere && deployment.keyAuthentication;
  return isAsked && containerGroup.apiKeys.from === 'known';
}

function asksOf({ drafts, place }: Known): readonly HeldValue[] {
  const draft = drafts.containerGroup;
  return draft.origin === 'new' ? asksOfNew(draft) : (describedAt(place)?.asks ?? []);
}

function describedAt(place: Shown['place']): DescribedGroup | undefined {
  return place.page === 'deploy' && place.group?.state === 'described' ? place.group.group : undefined;
}

function missingInExisting(
  { place, group, container, dnsLabel, resize }: ContainerGroupDraft,
  at: Shown['place'],
): Missing {
  if (place.subscription === undefined) return ['where', words.subscription];
  if (group === undefined) return ['group', words.group];
  const inTheWay = describedAt(at)?.obstacle;
  if (inTheWay !== undefined) return ['group', containerGroupWords.existing.obstacles[inTheWay]];
  if (container === '') return ['container', words.container];
  if (!group.isNamed && dnsLabel.trim() === '') return ['dnsLabel', words.dnsLabel];
  return isUntouched(resize) || sizeOf(resize) !== undefined ? undefined : ['size', words.size];
}

function missingInNew(draft: ContainerGroupDraft): Missing {
  const { image, pull, userName, identity } = draft;
  if (placeFor(draft) === undefined) return ['where', words.place];
  if (image.trim() === '') return ['image', words.image];
  if (pull === 'password' && userName.trim() === '') return ['userName', words.userName];
  return pull === 'identity' && identity.trim() === '' ? ['identity', words.identity] : undefined;
}

function missingInModel({ port, path, example }: ContainerGroupDraft): Missing {
  const number = Number(port);
  if (!Number.isInteger(number) || number < 1 || number > 65_535) return ['port', words.port];
  if (!pathPattern.test(path.trim())) return ['path', words.path];
  return example.trim() === '' ? ['example', words.example] : undefined;
}

function missingInNames({ name, dnsLabel, size }: ContainerGroupDraft): Missing {
  if (name.trim() === '') return ['groupName', words.name];
  if (dnsLabel.trim() === '') return ['dnsLabel', words.dnsLabel];
  return sizeOf(size) === undefined ? ['size', words.size] : undefined;
}

function missingInMore(draft: ContainerGroupDraft): Missing {
  const names = variablesOf(draft).map(({ name }) => name.trim());
  if (names.includes('')) return ['environment', words.variableName];
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) return ['environment', words.variableTwice(twice)];
  return draft.gatewayImage.trim() === '' ? ['gatewayImage', words.gatewayImage] : undefined;
}

function isUntouched({ cpu, memoryGb, gpuSku }: SizeDraft): boolean {
  return cpu === '' && memoryGb === '' && gpuSku === '';
}
