import { CloudArrowUp24Regular } from '@fluentui/react-icons/svg/cloud-arrow-up';
import { Laptop24Regular } from '@fluentui/react-icons/svg/laptop';
import type { ReactNode } from 'react';
import type { Problem } from '../../../shared/problem';
import { chooseTargetWords as words, type OfferedTarget } from '../../text/start';
import { PageHeading } from '../../ui/PageHeading';
import { ProblemMessage } from '../../ui/ProblemMessage';
import { Door } from './Door';
import styles from './StartPage.module.css';

const doors: readonly (readonly [OfferedTarget, ReactNode])[] = [
  ['this-computer', <Laptop24Regular key="this-computer" />],
  ['container-instances', <CloudArrowUp24Regular key="container-instances" />],
];

/** The first question about a new service: where it runs. Everything else depends on that. */
export function ChooseTargetPage(props: {
  /** Why no service was begun. */
  readonly problem: Problem | undefined;
  readonly onChoose: (target: OfferedTarget) => void;
}): ReactNode {
  return (
    <>
      <PageHeading takeFocus>{words.title}</PageHeading>
      <div className={styles.sections}>
        <div className={styles.doors}>
          {doors.map(([target, icon]) => (
            <Door key={target} icon={icon} {...words.targets[target]} onPress={() => props.onChoose(target)} />
          ))}
        </div>
        {props.problem !== undefined && <ProblemMessage problem={props.problem} alert />}
      </div>
    </>
  );
}
