import type { About, Appearance } from '../../shared/app/contract';
import type { Workshop } from '../../shared/certificates/contract';
import type { Handlers, Request, Response } from '../../shared/ipc/contract';

/** What main can do about the app itself. */
export interface AppUseCases {
  about(): About;
  appearance(): Appearance;
  setAppearance(appearance: Appearance): Promise<void> | void;
  copyText(text: string): Promise<void> | void;
}

/** What main can do with certificates: one function for each `certificates.*` call. Each may throw an AppError. */
export interface CertificateUseCases {
  workshop(): Promise<Workshop> | Workshop;
  add(request: Request<'certificates.add'>): Promise<void> | void;
  chooseFiles(): Promise<void> | void;
  paste(): Promise<void> | void;
  unlock(request: Request<'certificates.unlock'>): Promise<void> | void;
  stopReading(request: Request<'certificates.stop-reading'>): Promise<void> | void;
  remove(request: Request<'certificates.remove'>): Promise<void> | void;
  clear(): Promise<void> | void;
  details(
    request: Request<'certificates.details'>,
  ): Promise<Response<'certificates.details'>> | Response<'certificates.details'>;
  chooseFolder(request: Request<'certificates.choose-folder'>): Promise<Response<'certificates.choose-folder'>>;
  saveForAzure(request: Request<'certificates.save-for-azure'>): Promise<Response<'certificates.save-for-azure'>>;
  showFolder(request: Request<'certificates.show-folder'>): Promise<void> | void;
  copyChain(
    request: Request<'certificates.copy-chain'>,
  ): Promise<Response<'certificates.copy-chain'>> | Response<'certificates.copy-chain'>;
}

/** Everything the page's calls end in. */
export interface UseCases {
  readonly app: AppUseCases;
  readonly certificates: CertificateUseCases;
}

/** Which use case answers which call. */
export function createHandlers({ app, certificates }: UseCases): Handlers {
  return {
    'app.about': () => app.about(),
    'app.appearance': () => ({ appearance: app.appearance() }),
    'app.set-appearance': async ({ appearance }) => nothing(await app.setAppearance(appearance)),
    'app.copy-text': async ({ text }) => nothing(await app.copyText(text)),
    'certificates.workshop': () => certificates.workshop(),
    'certificates.add': async (request) => nothing(await certificates.add(request)),
    'certificates.choose-files': async () => nothing(await certificates.chooseFiles()),
    'certificates.paste': async () => nothing(await certificates.paste()),
    'certificates.unlock': async (request) => nothing(await certificates.unlock(request)),
    'certificates.stop-reading': async (request) => nothing(await certificates.stopReading(request)),
    'certificates.remove': async (request) => nothing(await certificates.remove(request)),
    'certificates.clear': async () => nothing(await certificates.clear()),
    'certificates.details': (request) => certificates.details(request),
    'certificates.choose-folder': (request) => certificates.chooseFolder(request),
    'certificates.save-for-azure': (request) => certificates.saveForAzure(request),
    'certificates.show-folder': async (request) => nothing(await certificates.showFolder(request)),
    'certificates.copy-chain': (request) => certificates.copyChain(request),
  };
}

/** What crosses the wire for a use case that answers nothing. */
function nothing(_done: void): Record<string, never> {
  return {};
}
