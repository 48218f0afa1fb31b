import { callerOf } from '../arm/bearer';
import { ArmError } from '../arm/arm-error';
import { mayDo } from '../arm/roles';
import { type Cloud, nowInSeconds } from '../cloud';
import { signWithCanary } from '../entra/issue';
import { verifyJwt } from '../entra/signing-key';
import { type Call, form } from '../http/exchange';
import type { Registry } from '../world/state';
import { RegistryError } from './registry-error';

/** One thing that a token allows: `registry:catalog:*` or `repository:NAME:pull`. */
export interface Access {
  readonly type: string;
  readonly name: string;
  readonly actions: readonly string[];
}

const LIFETIMES = { refresh: 3 * 3600, access: 75 * 60 } as const;
/** The user name that says that the password is a refresh token. */
const NULL_GUID = '00000000-0000-0000-0000-000000000000';

/** The registry's own tokens, as docs/AAD-OAuth.md of Azure/acr describes them. */
export function createRegistryAuth(cloud: Cloud, registry: Registry, server: string) {
  /** POST /oauth2/exchange: a token for Resource Manager becomes a refresh token of the registry. */
  function exchange(call: Call): string {
    const fields = form(call);
    if (fields.get('grant_type') !== 'access_token') throw unsupported(fields.get('grant_type'));
    if (fields.get('service') !== server) throw unauthenticated();
    const claims = verifyJwt(cloud.signingKey, fields.get('access_token') ?? '');
    if (!claims || claims['tid'] !== tenantOf(cloud, registry)) throw unauthenticated();
    const { objectId, userName } = callerNow(claims);
    return sign('refresh_token', LIFETIMES.refresh, { sub: userName, oid: objectId });
  }

  /** POST /oauth2/token: a refresh token, or the admin user's password, becomes an access token for some scopes. */
  function token(call: Call): string {
    const fields = form(call);
    const scopes = fields
      .getAll('scope')
      .flatMap((scope) => scope.split(' '))
      .map(parseScope);
    if (fields.get('grant_type') === 'password') {
      if (!isAdmin(fields.get('username') ?? '', fields.get('password') ?? '')) throw unauthenticated();
      return accessToken(registry.name, scopes);
    }
    if (fields.get('grant_type') !== 'refresh_token') throw unsupported(fields.get('grant_type'));
    return fromRefreshToken(fields.get('refresh_token') ?? '', scopes);
  }

  /** Whether the call may do this. @throws RegistryError 401 with the challenge that says what token is needed */
  function authorize(call: Call, needed: Access | undefined): void {
    const [scheme, sent = ''] = (call.headers.authorization ?? '').split(' ');
    if (scheme?.toLowerCase() === 'basic' && isAllowedByPassword(sent, needed)) return;
    if (scheme?.toLowerCase() === 'bearer') {
      const granted = readToken(sent, 'access_token')?.['access'] as readonly Access[] | undefined;
      if (granted && (!needed || granted.some((access) => covers(access, needed)))) return;
    }
    throw challenge(needed, scheme ? 'insufficient_scope' : undefined);
  }

  function isAllowedByPassword(sent: string, needed: Access | undefined): boolean {
    const [userName = '', password = ''] = Buffer.from(sent, 'base64').toString('utf8').split(/:(.*)/su);
    if (userName !== NULL_GUID) return isAdmin(userName, password);
    const claims = readToken(password, 'refresh_token');
    return claims !== undefined && (!needed || allowed(String(claims['oid']), [needed]).length > 0);
  }

  function fromRefreshToken(sent: string, scopes: readonly Access[]): string {
    const claims = readToken(sent, 'refresh_token');
    if (!claims) throw unauthenticated();
    return accessToken(String(claims['sub']), allowed(String(claims['oid']), scopes));
  }

  /** What of the wish a person's role grants; the rest is left out without a word (Docker's token specification). */
  function allowed(objectId: string, wishes: readonly Access[]): readonly Access[] {
    const mayPull = mayDo(cloud.state, objectId, 'Microsoft.ContainerRegistry/registries/pull/read', registry.id);
    return mayPull ? wishes : [];
  }

  function isAdmin(userName: string, password: string): boolean {
    return registry.adminUserEnabled && userName === registry.name && registry.passwords.includes(password);
  }

  function accessToken(sub: string, access: readonly Access[]): string {
    return sign('access_token', LIFETIMES.access, { sub, access });
  }

  function sign(kind: string, lifetime: number, claims: object): string {
    const now = nowInSeconds();
    const standard = { iss: 'Azure Container Registry', aud: server, iat: now, nbf: now, exp: now + lifetime };
    return signWithCanary(cloud, { ...standard, version: '1.0', grant_type: kind, ...claims });
  }

  function readToken(sent: string, kind: string): Record<string, unknown> | undefined {
    const claims = verifyJwt(cloud.signingKey, sent);
    const isMine =
      claims?.['aud'] === server && claims['grant_type'] === kind && Number(claims['exp']) > nowInSeconds();
    return isMine ? claims : undefined;
  }

  function callerNow(claims: Record<string, unknown>) {
    try {
      return callerOf(cloud, claims);
    } catch (cause) {
      if (cause instanceof ArmError) throw unauthenticated();
      throw cause;
    }
  }

  function challenge(needed: Access | undefined, error: string | undefined): RegistryError {
    const scope = needed ? `,scope="${needed.type}:${needed.name}:${needed.actions.join(',')}"` : '';
    const more = error ? `,error="${error}"` : '';
    return new RegistryError(
      401,
      'UNAUTHORIZED',
      'authentication required, visit https://aka.ms/acr/authorization for more information.',
      {
        'www-authenticate': `Bearer realm="https://${server}/oauth2/token",service="${server}"${scope}${more}`,
      },
    );
  }

  return { exchange, token, authorize };
}

function covers(granted: Access, needed: Access): boolean {
  return (
    granted.type === needed.type &&
    granted.name === needed.name &&
    needed.actions.some((action) => granted.actions.includes(action) || granted.actions.includes('*'))
  );
}

/** `repository:fraud/score:pull,metadata_read`. */
function parseScope(scope: string): Access {
  const [type = '', ...rest] = scope.split(':');
  return { type, name: rest.slice(0, -1).join(':'), actions: (rest.at(-1) ?? '').split(',') };
}

function tenantOf({ state }: Cloud, { id }: Registry): string | undefined {
  return state.subscriptions.find((subscription) => subscription.id === id.split('/')[2])?.tenant;
}

function unauthenticated(): RegistryError {
  return new RegistryError(
    401,
    'UNAUTHORIZED',
    'authentication required, visit https://aka.ms/acr/authorization for more information.',
  );
}

function unsupported(grantType: string | null): RegistryError {
  return new RegistryError(400, 'UNSUPPORTED', `The grant type '${grantType}' is not supported.`);
}
