import { Radio, RadioGroup } from '@fluentui/react-components';
import { type ReactNode, useId } from 'react';
import { azureWords } from '../../text/azure';
import { CopyField } from '../../ui/CopyField';
import { Fact, Facts } from '../../ui/Facts';
import styles from '../../ui/KeptPage.module.css';
import own from './AzurePage.module.css';
import { ImageName } from './ImageName';
import type { Choosing } from './LevelField';
import { pickedImage } from './picked-image';
import { RegistryFields } from './RegistryFields';
import type { WhereState } from './where-state';

const words = azureWords.image;

interface ImageProps extends Choosing {
  /** Answers whether it was copied. */
  readonly onCopy: (text: string) => Promise<boolean>;
}

/** Which images are within reach: those of the subscription's registries, or one of any registry by its name. */
export function ImageCard(props: ImageProps): ReactNode {
  const { where, store } = props;
  const id = useId();
  return (
    <section className={styles.card} aria-labelledby={id}>
      <h2 className={styles.title} id={id}>
        {words.title}
      </h2>
      <p className={styles.explains}>{words.explains}</p>
      <RadioGroup
        aria-label={words.from}
        value={where.imageFrom}
        onChange={(_, data) => store.setImageFrom(data.value as WhereState['imageFrom'])}
      >
        <Radio value="registry" label={`${words.from} ${words.fromRegistry}`} />
        <Radio value="name" label={`${words.from} ${words.fromName}`} />
      </RadioGroup>
      <div className={own.fields}>
        {where.imageFrom === 'registry' ? (
          <FromRegistry {...props} />
        ) : (
          <ImageName image={where.publicImage} onType={store.typeImage} onRead={() => void store.readImage()} />
        )}
      </div>
    </section>
  );
}

function FromRegistry({ onCopy, ...choosing }: ImageProps): ReactNode {
  const picked = pickedImage(choosing.where, choosing.listings);
  return (
    <>
      <RegistryFields {...choosing} />
      {picked && (
        <Facts>
          <Fact name={words.whole}>
            <div className={own.copied}>
              <CopyField name={words.whole} value={picked.reference} code onCopy={onCopy} />
            </div>
          </Fact>
        </Facts>
      )}
    </>
  );
}
