import type { ReactNode } from 'react';
import type { RecordViewer } from '../../../shared/dns/contract';
import { recordWords, sightInWords, sightWords, viewerInWords } from '../../text/dns';
import { StateIcon } from './StateIcon';
import steps from './steps.module.css';

const icons = {
  right: 'done',
  other: 'broken',
  nothing: 'waiting',
  'no-answer': 'skipped',
} as const satisfies Record<RecordViewer['sees'], string>;

/** Who was asked for a record, and what each sees: an icon and words. */
export function RecordViewers({ viewers }: { readonly viewers: readonly RecordViewer[] }): ReactNode {
  if (viewers.length === 0) return null;
  return (
    <ul className={steps.findings} aria-label={recordWords.whoSees}>
      {viewers.map((viewer) => (
        <li key={`${viewer.who} ${viewer.server}`} className={steps.finding}>
          <StateIcon state={icons[viewer.sees]} />
          <p>
            <strong>{sightWords[viewer.sees]}:</strong> {viewerInWords(viewer)} {sightInWords(viewer)}
          </p>
        </li>
      ))}
    </ul>
  );
}
