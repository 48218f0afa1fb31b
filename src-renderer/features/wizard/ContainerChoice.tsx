import { Radio, RadioGroup } from '@fluentui/react-components';
import { type ReactNode, useId } from 'react';
import type { DescribedGroup } from '../../../shared/container-instances/contract';
import { containerGroupWords } from '../../text/container-group';
import { Fact, Facts } from '../../ui/Facts';
import { Marked } from './Marked';
import type { Obstacle } from './state';
import styles from './steps.module.css';

const words = containerGroupWords.existing;

/** The containers of a group, one of which is the model, and what the internet reaches of it now. */
export function ContainerChoice(props: {
  readonly described: DescribedGroup;
  readonly chosen: string;
  readonly obstacle: Obstacle | undefined;
  readonly onChoose: (container: string) => void;
}): ReactNode {
  const { described, chosen, obstacle, onChoose } = props;
  const id = useId();
  return (
    <>
      <Marked field="container" obstacle={obstacle}>
        <p className={styles.choiceName} id={id}>
          {words.containers}
        </p>
        <RadioGroup
          className={styles.choices ?? ''}
          aria-labelledby={id}
          value={chosen}
          onChange={(_, data) => onChoose(data.value)}
        >
          {described.containers.map(({ name, image, ports, size, isGateway }) => (
            <div key={name} className={styles.plainChoice}>
              <Radio
                value={name}
                label={<span className={styles.choiceName}>{name}</span>}
                aria-describedby={`${id}-${name}`}
                disabled={isGateway && described.latchkey !== undefined}
              />
              <p className={styles.more} id={`${id}-${name}`}>
                {[
                  image,
                  words.ports(ports),
                  words.size(size),
                  isGateway && described.latchkey !== undefined ? words.gateway : '',
                ]
                  .filter((part) => part !== '')
                  .join(', ')}
              </p>
            </div>
          ))}
        </RadioGroup>
      </Marked>
      <Facts>
        <Fact name={words.public}>{words.publicPorts(described.publicPorts)}</Fact>
        {(described.azureName ?? described.address) !== undefined && (
          <Fact name={words.address}>{described.azureName ?? described.address}</Fact>
        )}
      </Facts>
    </>
  );
}
