import type { ReactNode } from 'react';
import { type RecordWords, wizardWords } from '../../text/wizard';
import { CopyField } from '../../ui/CopyField';
import styles from './RecordTable.module.css';

const words = wizardWords.dns;

/** DNS records as they are typed in where a domain is managed, each part ready to be copied. */
export function RecordTable(props: {
  readonly records: readonly RecordWords[];
  readonly onCopy: (text: string) => Promise<boolean>;
}): ReactNode {
  const { records, onCopy } = props;
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{words.kind}</th>
          <th scope="col">{words.name}</th>
          <th scope="col">{words.value}</th>
        </tr>
      </thead>
      {records.map(({ type, name, value, use }) => (
        <tbody key={type}>
          <tr>
            <th scope="row">{type}</th>
            <td>
              <CopyField name={words.nameOf(type)} value={name} code onCopy={onCopy} />
            </td>
            <td>
              <CopyField name={words.valueOf(type)} value={value} code onCopy={onCopy} />
            </td>
          </tr>
          <tr>
            <td colSpan={3} className={styles.use}>
              {use}
            </td>
          </tr>
        </tbody>
      ))}
    </table>
  );
}
