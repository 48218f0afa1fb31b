import type { Service } from '../../../shared/services/contract';
import type { DeploymentDraft } from './state';

/** What the fields say of who may call a service, wherever it runs. */
export function protectionOf({
  tls,
  keyAuthentication,
  origins,
}: DeploymentDraft): Pick<Service, 'tls' | 'keyAuthentication' | 'allowedOrigins'> {
  return {
    tls,
    keyAuthentication,
    allowedOrigins: origins
      .split('\n')
      .map((origin) => origin.trim())
      .filter((origin) => origin !== ''),
  };
}
