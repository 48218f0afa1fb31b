import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { ContainerProperties, Volume } from '../properties';
import type { Mount } from './ground';

/** Where the volumes of a container come from. */
export interface VolumePlace {
  readonly volumes: readonly Volume[];
  /** Of the group, and for its owner alone: what is in it may be read by anybody who comes into a container. */
  readonly folder: string;
  readonly container: string;
}

/**
 * Writes down what a container mounts: the files of secrets, for each container its own; everything else (empty folders, file
 * shares, repositories) is an empty folder that the containers share.
 */
export function makeMounts(mounts: ContainerProperties['volumeMounts'], place: VolumePlace): readonly Mount[] {
  return (mounts ?? []).map(({ name, mountPath, readOnly = false }) => {
    const volume = place.volumes.find((each) => each.name === name);
    const isSecret = volume?.secret !== undefined;
    const source = isSecret ? join(place.folder, place.container, name) : join(place.folder, 'shared', name);
    mkdirSync(source, { recursive: true });
    for (const [file, base64] of Object.entries(volume?.secret ?? {}))
      writeFileSync(join(source, basename(file)), Buffer.from(base64, 'base64'));
    chmodSync(source, isSecret ? 0o755 : 0o777);
    return { source, path: mountPath, readOnly: readOnly || isSecret };
  });
}
