import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Container } from '../properties';
import type { GroupGround, Mount } from './ground';
import { adaptNginxFiles, imageConfiguration, isNginx } from './nginx-image';
// oxlint-disable-next-line import/default -- Vite answers the text of the file
import standIn from './stand-in-model.js?raw';

/** What a container runs, and what it sees of volumes. */
export interface Program {
  readonly argv: readonly string[];
  readonly mounts: readonly Mount[];
  readonly env: Readonly<Record<string, string>>;
}

/** Where a container stands. */
export interface Surroundings {
  readonly ground: GroupGround;
  readonly mounts: readonly Mount[];
  readonly publicPorts: readonly number[];
  /** A folder of this container for what its image brings. */
  readonly folder: string;
  readonly isInit: boolean;
}

const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** The real nginx where the image is one, else the stand-in for a model. */
export async function programFor(container: Container, around: Surroundings): Promise<Program> {
  const { image, environmentVariables = [] } = container.properties;
  const env = Object.fromEntries(
    environmentVariables.map(({ name, value, secureValue }) => [name, secureValue ?? value ?? '']),
  );
  const program = isNginx(image) ? await nginx(container, around) : model(container, around, env['PORT']);
  return { ...program, env: { PATH, ...env } };
}

async function nginx({ properties }: Container, { ground, mounts, folder }: Surroundings) {
  const { image, command } = properties;
  const rewrite = (text: string): string => ground.rewrite(text, mounts);
  await adaptNginxFiles(image, mounts, rewrite);
  if (command) return { argv: command.map(rewrite), mounts };
  const own = mounts.find(({ path }) => path === '/etc/nginx');
  const source = own ? join(own.source, 'nginx.conf') : join(folder, 'nginx.conf');
  const file = { source, path: '/etc/nginx/nginx.conf', readOnly: true };
  if (!own) writeFileSync(source, rewrite(imageConfiguration));
  return { argv: ['nginx', '-c', ground.pathOf(file), '-g', 'daemon off;'], mounts: own ? mounts : [...mounts, file] };
}

function model({ properties }: Container, { ground, mounts, publicPorts, isInit }: Surroundings, port?: string) {
  const declared = (properties.ports ?? []).map((each) => each.port);
  const ports = port === undefined ? (declared.length > 0 ? declared : [80]) : [Number(port)];
  const what = {
    // The registry's name says nothing about the image; it has a dot or a port.
    image: properties.image.replace(/^[^/]*[.:][^/]*\//u, ''),
    isInit,
    listen: ports.map((each) => ({
      port: each,
      host: publicPorts.includes(each) ? ground.listenAt.outside : ground.listenAt.inside,
    })),
    mounts: mounts.map((mount) => ({ source: ground.pathOf(mount), path: mount.path })),
  };
  const node = { source: process.execPath, path: process.execPath, readOnly: true };
  return { argv: [node.path, '--input-type=module', '-e', standIn, JSON.stringify(what)], mounts: [...mounts, node] };
}
