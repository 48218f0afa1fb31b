import type { Proof } from '../../../shared/proof/contract';
import type { JournalEntry } from '../ports';

/** What a report is about. SECURITY: all of it is public already: there is no gateway here, and no way to one. */
export interface Report extends JournalEntry {
  /** ISO 8601 in UTC. */
  readonly made: string;
  /** The last proof of the service, if there was one in this session. */
  readonly proof?: Proof;
}
