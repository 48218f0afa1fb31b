import { Button } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { Problem } from '../../shared/problem';
import { en } from '../text/en';
import styles from './KeptPage.module.css';
import { ProblemMessage } from './ProblemMessage';

/** Says which kept files could not be used, and shows where the damaged ones lie. */
export function LeftOut(props: { readonly problems: readonly Problem[]; readonly onShow: () => void }): ReactNode {
  return props.problems.map((problem) => (
    <div key={`${problem.code} ${problem.facts['fileName']}`} className={styles.warning}>
      <ProblemMessage problem={problem} />
      {problem.code === 'library.entry-damaged' && problem.facts['stays'] !== true && (
        <Button onClick={props.onShow}>{en.keeping.showSetAside}</Button>
      )}
    </div>
  ));
}
