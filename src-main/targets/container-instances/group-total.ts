import type { WireGroup } from './ports';

/** What all containers of a group ask for together. */
export interface GroupTotal {
  readonly cpu: number;
  readonly memoryGb: number;
  readonly gpus: number;
  /** A group has GPUs of one kind; empty where it has none. */
  readonly gpuSku: string;
}

/** Adds up what the containers of a group ask for: Azure counts, and bills, the group. */
export function totalOf({ properties: { containers } }: WireGroup): GroupTotal {
  const requests = containers.map(({ properties }) => properties.resources?.requests);
  const sum = (values: readonly (number | undefined)[]): number =>
    // Tenths do not add up in floating point: 0.1 + 0.2.
    Math.round(values.reduce<number>((total, value) => total + (value ?? 0), 0) * 100) / 100;
  return {
    cpu: sum(requests.map((one) => one?.cpu)),
    memoryGb: sum(requests.map((one) => one?.memoryInGB)),
    gpus: sum(requests.map((one) => one?.gpu?.count)),
    gpuSku: requests.find((one) => one?.gpu)?.gpu?.sku ?? '',
  };
}
