import { Radio, RadioGroup } from '@fluentui/react-components';
import { type ReactNode, useId } from 'react';
import { type OutputFormat, outputFormats } from '../../shared/certificates/contract';
import { en } from '../text/en';
import { outputWords } from '../text/outputs';

/** The forms a certificate can be saved in, each with a sentence. */
export function OutputFormatPicker(props: {
  readonly format: OutputFormat;
  readonly onPick: (format: OutputFormat) => void;
}): ReactNode {
  const id = useId();
  return (
    <div>
      <span id={id}>{en.save.format}</span>
      <RadioGroup
        aria-labelledby={id}
        value={props.format}
        onChange={(_, data) => props.onPick(data.value as OutputFormat)}
      >
        {outputFormats.map((format) => (
          <Radio
            key={format}
            value={format}
            label={
              <>
                <strong>{outputWords[format].label}</strong> {outputWords[format].explains}
              </>
            }
          />
        ))}
      </RadioGroup>
    </div>
  );
}
