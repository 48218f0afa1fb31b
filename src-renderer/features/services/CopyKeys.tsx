import type { ReactNode } from 'react';
import { keySlotSchema } from '../../../shared/services/api-key-slot';
import type { Service } from '../../../shared/services/contract';
import { serviceName, serviceWords as words } from '../../text/services';
import { NamedButton } from '../../ui/NamedButton';
import type { ServicesStore } from './store';

/** Whether a service has API keys that its callers need. */
export function usesKeys({ keyAuthentication, hasApiKeys }: Service): boolean {
  return keyAuthentication && hasApiKeys;
}

/** Copies its API keys, where callers need them. SECURITY: main copies them: they never pass the page. */
export function CopyKeys({ service, store }: { readonly service: Service; readonly store: ServicesStore }): ReactNode {
  if (!usesKeys(service)) return null;
  return keySlotSchema.options.map((slot) => (
    <NamedButton
      key={slot}
      verb={words.keys[slot]}
      of={serviceName(service)}
      onPress={() => void store.copyKey(service, slot)}
    />
  ));
}
