import type { ContainerGroupDraft } from './container-group-draft';

/** The same with names proposed where there are none yet. */
export function proposeNames(draft: ContainerGroupDraft, hostName: string): ContainerGroupDraft {
  const proposal = nameFor(hostName);
  return {
    ...draft,
    name: draft.name === '' ? proposal : draft.name,
    // Shorter than five characters Azure takes none.
    dnsLabel: draft.dnsLabel === '' ? (proposal.length < 5 ? `${proposal}-model` : proposal) : draft.dnsLabel,
  };
}

/** A name that Azure takes for a container group and as a DNS label: `score-contoso-com`. */
export function nameFor(hostName: string): string {
  const plain = hostName
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/gu, '-')
    .replace(/^[-0-9]+/u, '')
    .slice(0, 63)
    .replace(/-+$/u, '');
  return plain === '' ? 'model' : plain;
}
