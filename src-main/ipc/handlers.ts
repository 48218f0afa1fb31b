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
  readonly batch: UseCasesOf<'batch'>;
  readonly certificates: Omit<UseCasesOf<'certificates'>, keyof UseCases['issuers']>;
  readonly development: UseCasesOf<'development'>;
  /** The certificates of authorities that are remembered. */
  readonly issuers: Pick<UseCasesOf<'certificates'>, 'remembered' | 'forgetRemembered'>;
  readonly library: UseCasesOf<'library'>;
  readonly requests: UseCasesOf<'requests'>;
}

/** Which use case answers which call. */
export function createHandlers(useCases: UseCases): Handlers {
  const { app, batch, certificates, development, issuers, library, requests } = useCases;
  return {
    'app.about': (request) => app.about(request),
    'app.appearance': (request) => app.appearance(request),
    'app.set-appearance': async (request) => nothing(await app.setAppearance(request)),
    'app.copy-text': async (request) => nothing(await app.copyText(request)),
    'app.choose-folder': (request) => app.chooseFolder(request),
    'app.show-folder': async (request) => nothing(await app.showFolder(request)),
    'batch.run': (request) => batch.run(request),
    'batch.cancel': async (request) => nothing(await batch.cancel(request)),
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

/** What crosses the wire for a use case that answers nothing. */
function nothing(_done: void): Record<string, never> {
  return {};
}
