import { Button, Field, Input } from '@fluentui/react-components';
import type { FormEvent, ReactNode } from 'react';
import { azureWords } from '../../text/azure';
import { problemInWords } from '../../text/problems';
import { Fact, Facts } from '../../ui/Facts';
import styles from '../../ui/KeptPage.module.css';
import own from './AzurePage.module.css';
import type { PublicImage } from './where-state';

const words = azureWords.image;

/** The name of an image in any registry, and how it is understood. */
export function ImageName(props: {
  readonly image: PublicImage;
  readonly onType: (typed: string) => void;
  readonly onRead: () => void;
}): ReactNode {
  const { image, onType, onRead } = props;
  const said = image.problem && problemInWords(image.problem);
  const read = (event: FormEvent): void => {
    event.preventDefault();
    onRead();
  };
  return (
    <form className={own.fields} onSubmit={read} autoComplete="off" noValidate>
      <Field
        label={words.name}
        hint={words.nameHint}
        {...(said ? { validationMessage: [said.title, ...said.causes, said.next].join(' ') } : {})}
      >
        <Input value={image.typed} maxLength={600} spellCheck={false} onChange={(_, data) => onType(data.value)} />
      </Field>
      <div className={styles.buttons}>
        <Button type="submit">{words.read}</Button>
      </div>
      <div role="status">
        {image.read && (
          <>
            <Facts>
              {(['registry', 'repository', 'tag', 'digest'] as const).map((part) => {
                const value = image.read?.[part];
                return value === undefined ? null : (
                  <Fact key={part} name={words.facts[part]}>
                    <span className={styles.code}>{value}</span>
                  </Fact>
                );
              })}
            </Facts>
            <p className={styles.explains}>{words.notAsked}</p>
          </>
        )}
      </div>
    </form>
  );
}
