import { usualGatewayImage } from '../../../shared/container-instances/usual-gateway-image';
import { readImageName } from '../../azure/image-name';
import type { Gateway } from '../../gateway/gateway';
import { renderNginx } from '../../gateway/nginx/render-nginx';
import type { WireContainer, WireGroup } from './ports';

/** The secret volume with the gateway's files. A container that mounts it is a gateway of Latchkey's, whatever it is called. */
export const GATEWAY_VOLUME = 'latchkey-gateway';

/** Not /etc/nginx: a volume hides what the image has there. */
const FOLDER = '/etc/latchkey';
/** Of the usual image; also where a tag of the user's own says nothing of a version. */
const USUAL_VERSION = '1.28';
/** nginx needs less; a group takes at least 1 CPU and 1 GB in all. */
const SIZE = { cpu: 0.5, memoryInGB: 0.5 };

/** Whether Latchkey put it there. */
export function isLatchkeyGateway({ properties }: WireContainer): boolean {
  return (properties.volumeMounts ?? []).some(({ name }) => name === GATEWAY_VOLUME);
}

/** The gateway of a group that Latchkey secured. */
export function gatewayOf({ properties }: WireGroup): WireContainer | undefined {
  return properties.containers.find(isLatchkeyGateway);
}

/**
 * The gateway's container, without its files. One that is there keeps its name and size.
 * No liveness probe: nginx that ends is started again anyway, and one that Azure asks over TLS might be ended for its certificate.
 */
export function gatewayContainer(
  { image, port }: { readonly image: string; readonly port: number },
  { properties: { containers, initContainers = [] } }: WireGroup,
): WireContainer {
  const there = containers.find(isLatchkeyGateway);
  const taken = new Set([...containers, ...initContainers].map(({ name }) => name));
  const name = there?.name ?? ['gateway', GATEWAY_VOLUME].find((one) => !taken.has(one)) ?? `${GATEWAY_VOLUME}-2`;
  return {
    name,
    properties: {
      ...there?.properties,
      image,
      ports: [{ port, protocol: 'TCP' }],
      resources: there?.properties.resources ?? { requests: SIZE },
      volumeMounts: [{ name: GATEWAY_VOLUME, mountPath: FOLDER, readOnly: true }],
    },
  };
}

/**
 * SECURITY: the group with the gateway's files, private key and API keys among them: for Azure's own eyes.
 * @throws {AppError} `gateway.setting-unusable`
 */
export function withGatewayFiles(group: WireGroup, gateway: Gateway): WireGroup {
  const image = gatewayOf(group)?.properties.image ?? usualGatewayImage;
  const { files, command } = renderNginx(gateway, { folder: FOLDER, version: versionOf(image) });
  const secret = Object.fromEntries(
    files.map(({ name, content }) => [name, Buffer.from(content, 'utf8').toString('base64')]),
  );
  const { containers, volumes = [] } = group.properties;
  return {
    ...group,
    properties: {
      ...group.properties,
      containers: containers.map((container) =>
        isLatchkeyGateway(container) ? { ...container, properties: { ...container.properties, command } } : container,
      ),
      volumes: [...volumes.filter(({ name }) => name !== GATEWAY_VOLUME), { name: GATEWAY_VOLUME, secret }],
    },
  };
}

/** `1.28` of `nginx:1.28.0-azl3`. */
function versionOf(image: string): string {
  return /^\d+\.\d+(?:\.\d+)?/u.exec(readImageName(image).tag ?? '')?.[0] ?? USUAL_VERSION;
}
