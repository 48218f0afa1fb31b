import type { Candidate } from '../../../shared/services/contract';
import { targetWords, wizardWords } from '../../text/wizard';
import type { Stage } from './stage';
import { chosenOf, type Drafts, type Page, type Shown } from './state';

const words = wizardWords.certificate;

/** Fetches the certificates of the library, and chooses what most likely is wanted. */
export async function arriveAtCertificate(stage: Stage, { service }: Shown): Promise<void> {
  const outcome = await stage.call('services.candidates', { id: service.id });
  const now = stage.shown();
  if (!now) return;
  if (!outcome.ok) return stage.decline(outcome.problem);
  const { candidates } = outcome.value;
  stage.draft({ certificate: likely(now, candidates) });
  stage.changePage('certificate', { candidates });
}

/** Takes the certificate that was chosen, or has one made. */
export async function leaveCertificate(stage: Stage, shown: Shown): Promise<Page | undefined> {
  const { drafts, place, service } = shown;
  const { id } = service;
  const candidates = place.page === 'certificate' ? place.candidates : undefined;
  if (candidates === undefined) {
    await arriveAtCertificate(stage, shown);
    return undefined;
  }
  const { certificate } = drafts;
  if (certificate === undefined) return stage.refuse('certificate', words.missing);
  if (certificate === 'make') {
    const made = await stage.call('services.make-certificate', { id });
    // What was made is the service's now: the next time it is among the candidates, and chosen.
    if (made.ok) stage.draft({ certificate: undefined });
    return made.ok ? 'deploy' : stage.decline(made.problem);
  }
  const chosen = candidates.find(({ libraryId }) => libraryId === certificate.libraryId);
  if (chosen?.ready !== true) return stage.refuse('certificate', words.notReady);
  const taken = await stage.call('services.set-certificate', { id, libraryId: chosen.libraryId });
  return taken.ok ? 'deploy' : stage.decline(taken.problem);
}

/** Saves the choice as the page is left. None is made on the way back. */
export async function keepCertificate(stage: Stage, { drafts, place, service }: Shown): Promise<void> {
  const { certificate } = drafts;
  if (place.page !== 'certificate' || typeof certificate !== 'object') return;
  const { libraryId } = certificate;
  const ready = place.candidates?.some((candidate) => candidate.libraryId === libraryId && candidate.ready) === true;
  if (ready && libraryId !== chosenOf(service).certificate?.libraryId) {
    await stage.call('services.set-certificate', { id: service.id, libraryId });
  }
}

/** What was chosen before, where it is still there; else the first that fits; else one that is made, for trying out. */
function likely({ drafts, service }: Shown, candidates: readonly Candidate[]): Drafts['certificate'] {
  if (drafts.certificate === 'make') return 'make';
  const before = drafts.certificate?.libraryId ?? chosenOf(service).certificate?.libraryId;
  const found = candidates.find(({ libraryId }) => libraryId === before) ?? candidates.find(({ ready }) => ready);
  if (found !== undefined) return { libraryId: found.libraryId };
  return targetWords[service.target].isForTrying ? 'make' : undefined;
}
