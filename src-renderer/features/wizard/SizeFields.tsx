import { Field, Input, Select } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { RegionOffer } from '../../../shared/azure/contract';
import { containerGroupWords } from '../../text/container-group';
import type { SizeDraft } from './container-group-draft';
import { DraftField } from './DraftField';
import type { Obstacle } from './state';
import styles from './steps.module.css';

const words = containerGroupWords.size;

interface SizeProps {
  readonly size: SizeDraft;
  readonly obstacle: Obstacle | undefined;
  /** What the region offers, once that is known. */
  readonly offer: RegionOffer | undefined;
  readonly onChange: (size: SizeDraft) => void;
}

/** Processors and memory of the model. */
export function SizeFields({ size, obstacle, offer, onChange }: SizeProps): ReactNode {
  const largest = offer?.largest;
  return (
    <>
      <DraftField
        field="size"
        label={words.cpu}
        hint={largest && words.offer(largest.cpu, largest.memoryGb)}
        value={size.cpu}
        obstacle={obstacle}
        maxLength={6}
        short
        onChange={(cpu) => onChange({ ...size, cpu })}
      />
      <Field className={styles.field ?? ''} label={words.memory}>
        <Input
          className={styles.short ?? ''}
          inputMode="decimal"
          maxLength={6}
          value={size.memoryGb}
          onChange={(_, data) => onChange({ ...size, memoryGb: data.value })}
        />
      </Field>
    </>
  );
}

/** A GPU for it, of the kinds that the region has, and the one that it has already. */
export function GpuFields({ size, offer, onChange }: Omit<SizeProps, 'obstacle'>): ReactNode {
  const kinds = [...new Set([...(offer?.gpus ?? []), ...(size.gpuSku === '' ? [] : [size.gpuSku])])];
  if (kinds.length === 0) return null;
  return (
    <div className={styles.row}>
      <Field label={words.gpu}>
        <Select value={size.gpuSku} onChange={(_, data) => onChange({ ...size, gpuSku: data.value })}>
          <option value="">{words.noGpu}</option>
          {kinds.map((kind) => (
            <option key={kind} value={kind}>
              {kind}
            </option>
          ))}
        </Select>
      </Field>
      {size.gpuSku !== '' && (
        <Field label={words.gpus}>
          <Input
            className={styles.short ?? ''}
            inputMode="numeric"
            maxLength={2}
            value={size.gpus}
            onChange={(_, data) => onChange({ ...size, gpus: data.value })}
          />
        </Field>
      )}
    </div>
  );
}
