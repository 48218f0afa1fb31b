import type { Handlers, Method, Request, Response } from '../../shared/ipc/contract';

/** `check-host-name` is `checkHostName`. */
type CamelCase<Name extends string> = Name extends `${infer Head}-${infer Rest}`
  ? `${Head}${Capitalize<CamelCase<Rest>>}`
  : Name;

/** A call whose response has nothing in it is answered by a use case that answers nothing. */
type Answered<R> = [R] extends [Record<string, never>] ? void : R;

/** One use case for each call of a subject: `certificates.check-host-name` is `checkHostName`. Each may throw an AppError. */
export type UseCasesOf<Subject extends string> = {
  readonly [M in Method as M extends `${Subject}.${infer Name}` ? CamelCase<Name> : never]: (
    request: Request<M>,
  ) => Answered<Response<M>> | Promise<Answered<Response<M>>>;
};

/** Everything the page's calls end in. */
export interface UseCases {
  readonly app: UseCasesOf<'app'>;
  readonly azure: UseCasesOf<'azure'>;
  readonly batch: UseCasesOf<'batch'>;
  readonly certificates: Omit<UseCasesOf<'certificates'>, keyof UseCases['issuers']>;
  readonly containerInstances: UseCasesOf<'container-instances'>;
  readonly deployments: UseCasesOf<'deployments'>;
  readonly development: UseCasesOf<'development'>;
  readonly dns: UseCasesOf<'dns'>;
  /** The certificates of authorities that are remembered. */
  readonly issuers: Pick<UseCasesOf<'certificates'>, 'remembered' | 'forgetRemembered'>;
  readonly library: UseCasesOf<'library'>;
  readonly requests: UseCasesOf<'requests'>;
  readonly services: Omit<UseCasesOf<'services'>, keyof UseCases['serviceSetup'] | keyof UseCases['serviceValues']>;
  readonly signIn: UseCasesOf<'sign-in'>;
  /** The steps of the wizard. */
  readonly serviceSetup: Pick<
    UseCasesOf<'services'>,
    | 'create'
    | 'setHostName'
    | 'candidates'
    | 'setCertificate'
    | 'makeCertificate'
    | 'setDeployment'
    | 'discardChanges'
    | 'setContainerGroup'
    | 'callModel'
    | 'freePort'
  >;
  /** What only the user knows of a service. */
  readonly serviceValues: Pick<UseCasesOf<'services'>, 'giveValue' | 'giveFiles' | 'giveApiKeys'>;
}

type HandlersOf<Subject extends string> = Pick<Handlers, Extract<Method, `${Subject}.${string}`>>;

/** Which use case answers which call. */
export function createHandlers(useCases: UseCases): Handlers {
  return {
    ...appHandlers(useCases),
    ...azureHandlers(useCases),
    ...certificateHandlers(useCases),
    ...serviceHandlers(useCases),
  };
}

function appHandlers({ app, batch }: UseCases): HandlersOf<'app' | 'batch'> {
  return {
    'app.about': (request) => app.about(request),
    'app.appearance': (request) => app.appearance(request),
    'app.set-appearance': async (request) => nothing(await app.setAppearance(request)),
    'app.copy-text': async (request) => nothing(await app.copyText(request)),
    'app.choose-folder': (request) => app.chooseFolder(request),
    'app.show-folder': async (request) => nothing(await app.showFolder(request)),
    'batch.run': (request) => batch.run(request),
    'batch.cancel': async (request) => nothing(await batch.cancel(request)),
  };
}

function certificateHandlers({
  certificates,
  development,
  issuers,
  library,
  requests,
}: UseCases): HandlersOf<'certificates' | 'development' | 'library' | 'requests'> {
  return {
    'certificates.workshop': (request) => certificates.workshop(request),
    'certificates.add': async (request) => nothing(await certificates.add(request)),
    'certificates.choose-files': async (request) => nothing(await certificates.chooseFiles(request)),
    'certificates.paste': async (request) => nothing(await certificates.paste(request)),
    'certificates.unlock': async (request) => nothing(await certificates.unlock(request)),
    'certificates.stop-reading': async (request) => nothing(await certificates.stopReading(request)),
    'certificates.remove': async (request) => nothing(await certificates.remove(request)),
    'certificates.clear': async (request) => nothing(await certificates.clear(request)),
    'certificates.details': (request) => certificates.details(request),
    'certificates.save': (request) => certificates.save(request),
    'certificates.check-host-name': async (request) => nothing(await certificates.checkHostName(request)),
    'certificates.download-issuer': (request) => certificates.downloadIssuer(request),
    'certificates.keep': (request) => certificates.keep(request),
    'certificates.remembered': (request) => issuers.remembered(request),
    'certificates.forget-remembered': async (request) => nothing(await issuers.forgetRemembered(request)),
    'certificates.copy-chain': (request) => certificates.copyChain(request),
    'development.authority': (request) => development.authority(request),
    'development.make-authority': async (request) => nothing(await development.makeAuthority(request)),
    'development.save-authority': (request) => development.saveAuthority(request),
    'development.delete-authority': async (request) => nothing(await development.deleteAuthority(request)),
    'development.make': (request) => development.make(request),
    'library.list': (request) => library.list(request),
    'library.open': async (request) => nothing(await library.open(request)),
    'library.rename': async (request) => nothing(await library.rename(request)),
    'library.set-reminder': async (request) => nothing(await library.setReminder(request)),
    'library.save-calendar': (request) => library.saveCalendar(request),
    'library.delete': async (request) => nothing(await library.delete(request)),
    'library.show-set-aside': async (request) => nothing(await library.showSetAside(request)),
    'requests.list': (request) => requests.list(request),
    'requests.create': (request) => requests.create(request),
    'requests.copy': async (request) => nothing(await requests.copy(request)),
    'requests.save': (request) => requests.save(request),
    'requests.rename': async (request) => nothing(await requests.rename(request)),
    'requests.export-key': (request) => requests.exportKey(request),
    'requests.delete': async (request) => nothing(await requests.delete(request)),
  };
}

function serviceHandlers({
  deployments,
  dns,
  services,
  serviceSetup,
  serviceValues,
}: UseCases): HandlersOf<'deployments' | 'dns' | 'services'> {
  return {
    'deployments.plan': (request) => deployments.plan(request),
    'deployments.start': (request) => deployments.start(request),
    'deployments.list': (request) => deployments.list(request),
    'deployments.cancel': async (request) => nothing(await deployments.cancel(request)),
    'deployments.resume': async (request) => nothing(await deployments.resume(request)),
    'deployments.save-report': (request) => deployments.saveReport(request),
    'dns.check-host-name': (request) => dns.checkHostName(request),
    'dns.advise-record': (request) => dns.adviseRecord(request),
    'dns.check-record': (request) => dns.checkRecord(request),
    'services.list': (request) => services.list(request),
    'services.create': (request) => serviceSetup.create(request),
    'services.set-host-name': async (request) => nothing(await serviceSetup.setHostName(request)),
    'services.candidates': (request) => serviceSetup.candidates(request),
    'services.set-certificate': async (request) => nothing(await serviceSetup.setCertificate(request)),
    'services.make-certificate': async (request) => nothing(await serviceSetup.makeCertificate(request)),
    'services.set-deployment': async (request) => nothing(await serviceSetup.setDeployment(request)),
    'services.set-container-group': async (request) => nothing(await serviceSetup.setContainerGroup(request)),
    'services.discard-changes': async (request) => nothing(await serviceSetup.discardChanges(request)),
    'services.give-value': async (request) => nothing(await serviceValues.giveValue(request)),
    'services.give-files': (request) => serviceValues.giveFiles(request),
    'services.give-api-keys': async (request) => nothing(await serviceValues.giveApiKeys(request)),
    'services.call-model': (request) => serviceSetup.callModel(request),
    'services.free-port': (request) => serviceSetup.freePort(request),
    'services.start': async (request) => nothing(await services.start(request)),
    'services.stop': async (request) => nothing(await services.stop(request)),
    'services.requests': (request) => services.requests(request),
    'services.set-starts-with-latchkey': async (request) => nothing(await services.setStartsWithLatchkey(request)),
    'services.delete': async (request) => nothing(await services.delete(request)),
    'services.prove': (request) => services.prove(request),
    'services.copy-key': (request) => services.copyKey(request),
    'services.how-to-call': (request) => services.howToCall(request),
    'services.save-trust': (request) => services.saveTrust(request),
  };
}

function azureHandlers({
  azure,
  containerInstances,
  signIn,
}: UseCases): HandlersOf<'azure' | 'container-instances' | 'sign-in'> {
  return {
    'azure.tenants': (request) => azure.tenants(request),
    'azure.subscriptions': (request) => azure.subscriptions(request),
    'azure.resource-groups': (request) => azure.resourceGroups(request),
    'azure.create-resource-group': (request) => azure.createResourceGroup(request),
    'azure.regions': (request) => azure.regions(request),
    'azure.region-offer': (request) => azure.regionOffer(request),
    'azure.quotas': (request) => azure.quotas(request),
    'azure.container-groups': (request) => azure.containerGroups(request),
    'azure.registries': (request) => azure.registries(request),
    'azure.repositories': (request) => azure.repositories(request),
    'azure.tags': (request) => azure.tags(request),
    'azure.read-image-name': (request) => azure.readImageName(request),
    'azure.last-choice': (request) => azure.lastChoice(request),
    'azure.remember-choice': async (request) => nothing(await azure.rememberChoice(request)),
    'container-instances.describe-group': (request) => containerInstances.describeGroup(request),
    'container-instances.look': (request) => containerInstances.look(request),
    'container-instances.logs': (request) => containerInstances.logs(request),
    'sign-in.state': (request) => signIn.state(request),
    'sign-in.start': async (request) => nothing(await signIn.start(request)),
    'sign-in.cancel': async (request) => nothing(await signIn.cancel(request)),
    'sign-in.choose': async (request) => nothing(await signIn.choose(request)),
    'sign-in.sign-out': async (request) => nothing(await signIn.signOut(request)),
    'sign-in.set-cloud': async (request) => nothing(await signIn.setCloud(request)),
    'sign-in.confirm-cloud': async (request) => nothing(await signIn.confirmCloud(request)),
    'sign-in.choose-ca-file': (request) => signIn.chooseCaFile(request),
  };
}

/** What crosses the wire for a use case that answers nothing. */
function nothing(_done: void): Record<string, never> {
  return {};
}
