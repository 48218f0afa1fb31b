import { useStore } from 'zustand';
import { type ServicesStore, servicesOf } from '../features/services/store';

/** How many services run on this computer now. */
export function useRunning(services: ServicesStore): number {
  return useStore(
    services.state,
    (state) => servicesOf(state).filter(({ running }) => running.state === 'running').length,
  );
}
