import type { Domain } from '../../../shared/dns/contract';
import { targetWords, wizardWords } from '../../text/wizard';
import type { Stage } from './stage';
import { chosenOf, type Page, type Shown } from './state';

const words = wizardWords.domain;

/** Looks at the name that stands in the field already: what there is to say of it is then said before Next. */
export async function arriveAtDomain(stage: Stage, { drafts, service }: Shown): Promise<void> {
  const hostName = drafts.hostName.trim();
  if (hostName === '') return;
  const outcome = await stage.call('dns.check-host-name', { hostName, target: service.target });
  if (outcome.ok) stage.changePage('domain', { checked: { hostName, domain: outcome.value } });
}

/** Saves the name, once there is nothing to decide about it that was not shown: a warning asks for a decision, a note does not. */
export async function leaveDomain(stage: Stage, { drafts, place, service }: Shown): Promise<Page | undefined> {
  const hostName = drafts.hostName.trim();
  if (hostName === '') return stage.refuse('hostName', words.missing);
  const seen = place.page === 'domain' && place.checked?.hostName === hostName ? place.checked.domain : undefined;
  const domain = seen ?? (await check(stage, hostName, service));
  if (domain === undefined) return undefined;
  if (domain.findings.some(({ level }) => level === 'blocks')) return stage.refuse('domain-findings', words.blocked);
  const asks = domain.findings.some(({ level }) => level === 'warns');
  if (seen === undefined && asks) return stage.change({ said: words.again });
  const outcome = await stage.call('services.set-host-name', { id: service.id, hostName });
  return outcome.ok ? 'certificate' : stage.decline(outcome.problem, fieldOf(outcome.problem.code));
}

/** Saves what was typed as the page is left; what can't be saved stays in the field. */
export async function keepDomain(stage: Stage, { drafts, service }: Shown): Promise<void> {
  const hostName = drafts.hostName.trim();
  const before = chosenOf(service).hostName ?? targetWords[service.target].usualHostName;
  if (hostName === '' || hostName === before) return;
  await stage.call('services.set-host-name', { id: service.id, hostName });
}

async function check(stage: Stage, hostName: string, { target }: Shown['service']): Promise<Domain | undefined> {
  const outcome = await stage.call('dns.check-host-name', { hostName, target });
  if (!outcome.ok) return stage.decline(outcome.problem, fieldOf(outcome.problem.code));
  stage.changePage('domain', { checked: { hostName, domain: outcome.value } });
  return outcome.value;
}

function fieldOf(code: string): 'hostName' | undefined {
  return code === 'host-name.invalid' || code === 'service.host-name-blocked' ? 'hostName' : undefined;
}
