import type { ReactNode } from 'react';
import { containerGroupWords as words } from '../../text/container-group';
import { thisComputerWords } from '../../text/wizard';
import { Fact, Facts } from '../../ui/Facts';
import type { AzureView } from './azure-view';
import { Card } from './Card';
import { Choices } from './Choices';
import type { ContainerGroupDraft } from './container-group-draft';
import { ExistingGroup } from './ExistingGroup';
import type { GroupFields } from './group-fields';
import { NewGroup } from './NewGroup';
import { Marked } from './Marked';
import type { PlaceAt, Shown } from './state';
import type { WizardStore } from './store';

/** What Azure Container Instances wants to know: a new group or one that is there, where, and what runs in it. */
export function DeployContainerInstances(props: {
  readonly shown: Shown;
  readonly place: PlaceAt<'deploy'>;
  readonly store: WizardStore;
  readonly azure: AzureView;
  /** What every gateway has to be told. */
  readonly children: ReactNode;
}): ReactNode {
  const { shown, place, store, azure } = props;
  const { drafts, obstacle, service } = shown;
  const draft = drafts.containerGroup;
  const settled = service.deployed !== undefined;
  const fields: GroupFields = { draft, obstacle, azure, held: service.held, onEdit: store.editContainerGroup };
  return (
    <>
      {settled ? (
        <SettledPlace draft={draft} />
      ) : (
        <OriginChoice origin={draft.origin} onChoose={(origin) => store.editContainerGroup({ origin })} />
      )}
      <Marked field="where" obstacle={obstacle}>
        {azure.place({
          at: draft.place,
          within: settled ? 'settled' : draft.origin === 'new' ? 'region' : 'subscription',
          onPlace: store.placeContainerGroup,
        })}
      </Marked>
      {draft.place.subscription !== undefined &&
        (draft.origin === 'new' ? (
          <NewGroup {...fields} settled={settled} />
        ) : (
          <ExistingGroup {...fields} place={place} shown={shown} store={store} />
        ))}
      <Card title={thisComputerWords.gateway}>{props.children}</Card>
    </>
  );
}

function OriginChoice(props: {
  readonly origin: ContainerGroupDraft['origin'];
  readonly onChoose: (origin: ContainerGroupDraft['origin']) => void;
}): ReactNode {
  const { title, newExplains, existing, existingExplains } = words.origin;
  return (
    <Card title={title}>
      <Choices
        label={title}
        value={props.origin}
        choices={[
          { value: 'new', name: words.origin.new, explains: newExplains },
          { value: 'existing', name: existing, explains: existingExplains },
        ]}
        onChoose={props.onChoose}
      />
    </Card>
  );
}

function SettledPlace({ draft }: { readonly draft: ContainerGroupDraft }): ReactNode {
  const { place, origin, group, name } = draft;
  return (
    <Card title={words.place.title}>
      <p>{words.place.fixed}</p>
      <Facts>
        <Fact name={words.place.subscription}>{place.subscriptionName}</Fact>
        <Fact name={words.place.resourceGroup}>{place.resourceGroup}</Fact>
        <Fact name={words.place.region}>{place.regionName}</Fact>
        <Fact name={words.place.group}>{origin === 'new' ? name : group?.name}</Fact>
      </Facts>
    </Card>
  );
}
