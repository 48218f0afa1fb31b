import type { StoreApi } from 'zustand/vanilla';
import type { Problem } from '../../../shared/problem';
import type { CallMain } from '../../app/bridge';
import { problemInWords } from '../../text/problems';
import type { DeploymentDraft, Drafts, Field, Page, PlaceAt, Shown, WizardState } from './state';

/** What a page of the wizard works with. */
export interface Stage {
  readonly call: CallMain;
  /** The wizard as it is now, where a service is shown. */
  shown(): Shown | undefined;
  change(part: Partial<Omit<Shown, 'phase'>>): undefined;
  /** Changes what a page knows, if it is still the one that is open. */
  changePage<P extends Page>(page: P, part: Partial<Omit<PlaceAt<P>, 'page'>>): void;
  draft(change: Partial<Omit<Drafts, 'deployment'>>): void;
  draftDeployment(change: Partial<DeploymentDraft>): void;
  /** Keeps the user on the page, and moves the focus to what is missing. */
  refuse(field: Field, says: string): undefined;
  /** Shows what did not happen: at its field, where there is one for it. */
  decline(problem: Problem, field?: Field): undefined;
}

/** Puts a stage over the wizard's state. */
export function createStage(state: StoreApi<WizardState>, call: CallMain): Stage {
  const shown = (): Shown | undefined => {
    const now = state.getState();
    return now.phase === 'shown' ? now : undefined;
  };
  const change = (part: Partial<Shown>): undefined => {
    const now = shown();
    if (now) state.setState({ ...now, ...part }, true);
  };
  const draft = (part: Partial<Drafts>): void => {
    const now = shown();
    if (now) change({ drafts: { ...now.drafts, ...part } });
  };
  const refuse = (field: Field, says: string): undefined => {
    change({ obstacle: { field, says }, refusals: (shown()?.refusals ?? 0) + 1 });
  };
  return {
    call,
    shown,
    change,
    changePage: (page, part) => {
      const now = shown();
      if (now?.place.page === page) change({ place: { ...now.place, ...part } });
    },
    draft,
    draftDeployment: (part) => {
      const now = shown();
      if (now) draft({ deployment: { ...now.drafts.deployment, ...part } });
    },
    refuse,
    decline: (problem, field) => {
      if (field === undefined) return change({ problem });
      const { title, causes, next } = problemInWords(problem);
      return refuse(field, [title, ...causes, next].join(' '));
    },
  };
}
