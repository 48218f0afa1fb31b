import { displayHostName } from '../certificates/host-names/host-name';
import { type Choices, readChoices, type ServiceFacts } from './service-facts';

/** What is chosen now, whether it is deployed already or not. */
export function chosen(facts: ServiceFacts): Choices {
  return facts.changed ?? readChoices(facts);
}

/** The service as it is to be once that is deployed. */
export function asChosen(facts: ServiceFacts): ServiceFacts {
  return { ...facts, ...settled(chosen(facts)) };
}

/** What a choice makes of a service. One that is deployed stays what it is until it is deployed again: a choice waits for that. */
export function choose(facts: ServiceFacts, choice: Partial<Choices>): Partial<ServiceFacts> {
  const next = { ...chosen(facts), ...choice };
  if (facts.deployed === undefined) return settled(next);
  return { changed: waiting(facts, next) };
}

/** What a deployment of these choices makes of a service. What was chosen while it was under way waits for the next. */
export function settle(facts: ServiceFacts, deployed: Choices): Partial<ServiceFacts> {
  const next = settled(deployed);
  // Where nothing waits any more, what was chosen was deployed or is discarded.
  const left = facts.deployed === undefined ? chosen(facts) : (facts.changed ?? deployed);
  return { ...next, changed: waiting({ ...facts, ...next }, left) };
}

/** What is left of a service that is not deployed any more: what was chosen. */
export function unsettle(facts: ServiceFacts): Partial<ServiceFacts> {
  return { ...settled(chosen(facts)), changed: undefined };
}

function waiting(facts: ServiceFacts, next: Choices): Choices | undefined {
  return asText(next) === asText(facts) ? undefined : next;
}

/** The schema orders what it reads, so what says the same has the same text. */
function asText(choices: Choices): string {
  return JSON.stringify(readChoices(choices));
}

/** All of them, and the name that goes with them. */
function settled(choices: Choices): Partial<ServiceFacts> {
  const { hostName, certificate, containerGroup } = choices;
  // What is left out of them is no more, either.
  return {
    ...choices,
    hostName,
    certificate,
    containerGroup,
    ...(hostName !== undefined && { name: displayHostName(hostName) }),
  };
}
