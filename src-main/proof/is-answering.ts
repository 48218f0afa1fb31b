import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { gatewayDefaults } from '../gateway/gateway';
import { authority, type Place, reach, secure } from './connect';

/** Where a gateway is, and how it is spoken to. */
export interface GatewayPlace extends Place {
  readonly tls: boolean;
}

/**
 * Whether a gateway answers there, asked by its host name for its health. Never rejects: whatever does not answer is no answer,
 * an abort too.
 *
 * SECURITY: any certificate will do, because nothing secret is sent and nothing of the answer is believed but that there is one.
 * What the proof says of the certificate is another question.
 */
export async function isAnswering(place: GatewayPlace, signal: AbortSignal): Promise<boolean> {
  try {
    return (await statusOf(place, signal)) === 200;
  } catch {
    return false;
  }
}

async function statusOf(place: GatewayPlace, signal: AbortSignal): Promise<number | undefined> {
  const plain = await reach(place, signal);
  try {
    const socket = place.tls ? await secure(plain, place, [], signal) : plain;
    const asked = request({
      createConnection: () => socket,
      path: gatewayDefaults.healthPath,
      headers: { Host: authority(place, place.tls ? 443 : 80), Connection: 'close' },
      signal,
    });
    asked.end();
    const [answer] = (await once(asked, 'response')) as [IncomingMessage];
    return answer.statusCode;
  } finally {
    plain.destroy();
  }
}
