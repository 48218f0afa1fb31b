import type { HeldValue } from '../../shared/deployments/held-value';

/** The words of the fields for what Azure does not give back. */
export const heldValueWords = {
  title: 'What Azure does not give back',
  explains:
    'Azure keeps these values to itself and wants them again with each change. Latchkey keeps them with the API keys of this service.',
  save: 'Save these values',
  choose: 'Choose files…',
  chooseNamed: (label: string) => `Choose files: ${label}`,
  kept: 'Kept',
  another: 'Give another…',
  anotherNamed: (label: string) => `Give another: ${label}`,
} as const;

/** What is to be done where a value is neither kept nor typed. */
export function heldValueMissing(value: HeldValue): string {
  if (value.kind === 'volume-files') return `Choose the files of the secret volume ${value.name}.`;
  return `This is needed: ${heldValueInWords(value)}.`;
}

/** What a value is called where it is asked for. */
export function heldValueInWords({ kind, name, container }: HeldValue): string {
  switch (kind) {
    case 'environment':
      return container === undefined ? `Value of ${name}` : `Value of ${name} in the container ${container}`;
    case 'registry-password':
      return `Password of ${name}`;
    case 'volume-files':
      return `Files of the secret volume ${name}`;
    case 'storage-key':
      return `Key of the storage account of the volume ${name}`;
    case 'workspace-key':
      return `Key of the Log Analytics workspace ${name}`;
    case 'protected-settings':
      return `Protected settings of the extension ${name}, as JSON`;
  }
}
