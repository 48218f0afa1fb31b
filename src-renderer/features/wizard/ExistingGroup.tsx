import { Button } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { DescribedGroup } from '../../../shared/container-instances/contract';
import { containerGroupWords, existingInWords } from '../../text/container-group';
import { ProblemMessage } from '../../ui/ProblemMessage';
import { Spinner } from '../../ui/Spinner';
import { Refusal } from '../../ui/Refusal';
import { ApiKeyFields } from './ApiKeyFields';
import { Card } from './Card';
import { ContainerChoice } from './ContainerChoice';
import { Folded } from './Folded';
import type { GroupLook } from './existing-group';
import type { GroupFields } from './group-fields';
import { GroupText } from './GroupText';
import { HeldValuesCard } from './HeldValuesCard';
import { ModelFields } from './ModelFields';
import { GatewayImage } from './MoreFields';
import { GpuFields, SizeFields } from './SizeFields';
import type { PlaceAt, Shown } from './state';
import styles from './steps.module.css';
import type { WizardStore } from './store';

const words = containerGroupWords.existing;

type ExistingProps = GroupFields & {
  readonly shown: Shown;
  readonly place: PlaceAt<'deploy'>;
  readonly store: WizardStore;
};

/** A group that runs already: which one, which of its containers is the model, and what has to be known to change it. */
export function ExistingGroup(props: ExistingProps): ReactNode {
  const { draft, obstacle, azure, place, shown, store } = props;
  const look = place.group;
  const described = look?.state === 'described' ? look.group : undefined;
  const securable = described?.obstacle === undefined ? described : undefined;
  return (
    <>
      <Card title={words.title}>
        {shown.service.deployed === undefined &&
          azure.groups({
            chosen: draft.group,
            missing: obstacle?.field === 'group' ? obstacle.says : undefined,
            onChoose: (group, regionName) => void store.chooseGroup(group, regionName),
          })}
        <Look look={look} onAgain={() => void store.describeGroup()} />
        {described?.obstacle !== undefined && <Refusal>{words.obstacles[described.obstacle]}</Refusal>}
        {securable !== undefined && <Described {...props} described={securable} />}
      </Card>
      {securable !== undefined && <ModelInIt {...props} described={securable} />}
      {securable !== undefined && <HeldValuesCard asks={securable.asks} shown={shown} store={store} />}
    </>
  );
}

function Look({ look, onAgain }: { readonly look: GroupLook | undefined; readonly onAgain: () => void }): ReactNode {
  return (
    <>
      <p role="status" className={look?.state === 'asking' ? styles.busy : styles.explains}>
        {look?.state === 'asking' && <Spinner />} {look?.state === 'asking' && words.asking}
      </p>
      {look?.state === 'silent' && (
        <>
          <ProblemMessage problem={look.problem} alert />
          <div className={styles.buttons}>
            <Button onClick={onAgain}>{words.again}</Button>
          </div>
        </>
      )}
    </>
  );
}

type DescribedProps = ExistingProps & { readonly described: DescribedGroup };

function Described({ draft, obstacle, described, shown, store, onEdit }: DescribedProps): ReactNode {
  const { service, drafts } = shown;
  const { tls, keyAuthentication } = drafts.deployment;
  const { latchkey } = described;
  const isNewHere = service.deployed === undefined;
  return (
    <>
      <ContainerChoice {...{ described, obstacle, chosen: draft.container }} onChoose={store.chooseContainer} />
      {isNewHere && latchkey && <p>{words.secured(latchkey.hostName)}</p>}
      {isNewHere && <p>{existingInWords(described, draft, tls)}</p>}
      {isNewHere && latchkey && keyAuthentication && (
        <ApiKeyFields
          apiKeys={draft.apiKeys}
          kept={service.hasApiKeys}
          obstacle={obstacle}
          onChange={(apiKeys) => onEdit({ apiKeys })}
        />
      )}
    </>
  );
}

/** How the container that is the model is called, and what is to change of it. */
function ModelInIt(props: DescribedProps): ReactNode {
  const { draft, obstacle, azure, described, onEdit } = props;
  const ports = described.containers.find(({ name }) => name === draft.container)?.ports ?? [];
  // What is known is about the region that is chosen for new groups.
  const offer = draft.place.region === draft.group?.region ? azure.offer : undefined;
  return (
    <Card title={containerGroupWords.image.title}>
      <ModelFields {...props} portHint={containerGroupWords.model.portOf(ports)} />
      {draft.group?.isNamed === false && (
        <GroupText
          {...props}
          of="dnsLabel"
          label={containerGroupWords.names.dnsLabel}
          hint={containerGroupWords.names.dnsLabelHint}
          maxLength={63}
        />
      )}
      <Folded of={['size', 'gatewayImage']} obstacle={obstacle}>
        <p>{containerGroupWords.size.other}</p>
        <p className={styles.explains}>{containerGroupWords.size.otherHint}</p>
        <SizeFields size={draft.resize} offer={offer} obstacle={obstacle} onChange={(resize) => onEdit({ resize })} />
        <GpuFields size={draft.resize} offer={offer} onChange={(resize) => onEdit({ resize })} />
        <GatewayImage {...props} />
      </Folded>
    </Card>
  );
}
