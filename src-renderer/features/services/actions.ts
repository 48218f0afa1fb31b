import type { Change } from '../../../shared/deployments/contract';

/** What can be done with a service beyond its own card. */
export interface ServiceActions {
  readonly onOpen: () => void;
  /** Goes through a step of the wizard again. */
  readonly onStep: (step: 'certificate' | 'deploy') => void;
  /** Shows what a change would do, before it is done. */
  readonly onChange: (change: Change) => void;
  readonly onLogs: () => void;
  /** Shows the requests that a service on this computer answered. */
  readonly onRequests: () => void;
  readonly onRemove: () => void;
}
