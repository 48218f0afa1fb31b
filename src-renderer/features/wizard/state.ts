import type { Change, Deployment, Plan } from '../../../shared/deployments/contract';
import type { Domain, RecordAdvice, RecordCheck } from '../../../shared/dns/contract';
import type { Problem } from '../../../shared/problem';
import type { Proof } from '../../../shared/proof/contract';
import type { Candidate, ModelHere, Service, ServiceChoices } from '../../../shared/services/contract';
import type { ReplaceQuestion } from '../../ui/write-into-folder';
import { type ContainerGroupDraft, containerGroupDraftOf } from './container-group-draft';
import type { GroupLook } from './existing-group';

/** The wizard as it is shown. */
export type WizardState =
  | { readonly phase: 'fetching' }
  | { readonly phase: 'unavailable'; readonly problem: Problem }
  | Shown;

/** A service in the wizard. */
export interface Shown {
  readonly phase: 'shown';
  readonly service: Service;
  /** The newest of this service. */
  readonly deployment: Deployment | undefined;
  readonly drafts: Drafts;
  readonly place: Place;
  /** What is being done before the next page, in words; empty while nothing is. */
  readonly working: string;
  readonly obstacle: Obstacle | undefined;
  /** How often the user was kept on the page: each time the focus goes to what is missing. */
  readonly refusals: number;
  /** What did not happen, where it belongs to no field. */
  readonly problem: Problem | undefined;
  readonly said: string;
  readonly question: ReplaceQuestion | undefined;
}

/** The pages; what each knows goes when it is left. */
export type Place =
  | { readonly page: 'domain'; readonly checked?: { readonly hostName: string; readonly domain: Domain } }
  | { readonly page: 'certificate'; readonly candidates?: readonly Candidate[] }
  | {
      readonly page: 'deploy';
      readonly trial?: Trial | undefined;
      readonly portWished?: number;
      /** The container group that is chosen, where it is one that runs already. */
      readonly group?: GroupLook | undefined;
    }
  | {
      readonly page: 'review';
      /** What the plan is for. */
      readonly change: Change;
      readonly plan?: Plan | undefined;
      /** The newest question for it, while it is being worked out: what an older one is answered is not what would be done. */
      readonly planning?: symbol | undefined;
      readonly typed: string;
    }
  | { readonly page: 'run'; readonly cancelling: boolean }
  | {
      readonly page: 'dns';
      /** On this computer. */
      readonly domain?: Domain;
      /** Of a service that others reach: the record that leads to it, and who sees that. */
      readonly advice?: RecordAdvice;
      readonly advising?: boolean;
      readonly check?: RecordCheck;
      readonly checking?: boolean;
      readonly proof?: Proof | undefined;
      readonly proving: boolean;
      /** The gateway answers and its model does not yet, a short while after a deployment: it is looked again. */
      readonly loading?: boolean;
    };
export type Page = Place['page'];
export type PlaceAt<P extends Page> = Extract<Place, { readonly page: P }>;

/** Where the wizard is opened other than at what comes next: at a step that is gone through again, or at a change. */
export type Entry = { readonly page: 'certificate' | 'deploy' } | { readonly page: 'review'; readonly change: Change };

/** A call of the user's own model, without the gateway. */
export type Trial =
  | { readonly state: 'calling' }
  | {
      readonly state: 'answered';
      readonly status: number;
      readonly milliseconds: number;
      readonly answer: string;
    }
  | { readonly state: 'silent'; readonly problem: Problem };

/** What was typed and chosen, whether or not it is saved: it outlives every page, so nothing is lost on the way back. */
export interface Drafts {
  readonly hostName: string;
  /** An entry of the library, or the wish to have one made. */
  readonly certificate: { readonly libraryId: string } | 'make' | undefined;
  readonly deployment: DeploymentDraft;
  /** On Azure Container Instances. */
  readonly containerGroup: ContainerGroupDraft;
}

/** What is to be deployed, as it stands in the fields. */
export interface DeploymentDraft {
  readonly model: ModelHere['kind'];
  /** Of a model of the user's own. */
  readonly address: string;
  readonly example: string;
  readonly port: string;
  readonly tls: boolean;
  readonly keyAuthentication: boolean;
  /** One a line. */
  readonly origins: string;
}

/** The fields that can keep the user on a page. */
export type Field =
  | 'hostName'
  | 'domain-findings'
  | 'certificate'
  | 'address'
  | 'example'
  | 'port'
  | 'origins'
  | 'confirmation'
  | ContainerGroupField;

/** Those of a container group; a value that only the user knows is a field by its id. */
type ContainerGroupField =
  | 'where'
  | 'group'
  | 'container'
  | 'image'
  | 'userName'
  | 'identity'
  | 'path'
  | 'groupName'
  | 'dnsLabel'
  | 'size'
  | 'environment'
  | 'command'
  | 'probePath'
  | 'gatewayImage'
  | 'apiKeys'
  | `value/${string}`;

/** What keeps the user on the page, at the field it belongs to. */
export interface Obstacle {
  readonly field: Field;
  readonly says: string;
}

/** What is chosen now, whether it is deployed already or not. */
export function chosenOf(service: Service): ServiceChoices {
  return service.changed ?? service;
}

/** What stands in the fields of a service that is opened. */
export function draftsOf(service: Service, usualHostName: string): Drafts {
  const chosen = chosenOf(service);
  const { model } = chosen;
  const own = model.kind === 'address';
  return {
    hostName: chosen.hostName ?? usualHostName,
    certificate: chosen.certificate && { libraryId: chosen.certificate.libraryId },
    deployment: {
      model: own ? 'address' : 'sample',
      address: own ? model.address : '',
      example: own ? chosen.example : '',
      port: String(chosen.port),
      tls: chosen.tls,
      keyAuthentication: chosen.keyAuthentication,
      origins: chosen.allowedOrigins.join('\n'),
    },
    containerGroup: containerGroupDraftOf(chosen),
  };
}
