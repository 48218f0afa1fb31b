import type { Cloud } from '../cloud';
import type { ArmAnswer, ArmCall } from './route';

/** One page of a list, with the link to the next ($skiptoken, opaque as Azure's). */
export function page(cloud: Cloud, call: ArmCall, items: readonly unknown[], more: object = {}): ArmAnswer {
  const top = Number(call.url.searchParams.get('$top') ?? Infinity);
  const offset = Number(Buffer.from(call.url.searchParams.get('$skiptoken') ?? '', 'base64url').toString('utf8') || 0);
  const end = offset + Math.min(cloud.settings.pageSize, top);
  const value = items.slice(offset, end);
  return { status: 200, body: { value, ...(end < items.length && { nextLink: nextLink(cloud, call, end) }), ...more } };
}

/** A list that Azure answers whole, and whose nextLink the SDKs would not follow. */
export function whole(value: readonly unknown[]): ArmAnswer {
  return { status: 200, body: { value } };
}

function nextLink({ endpoints }: Cloud, { url }: ArmCall, end: number): string {
  const next = new URL(`${url.pathname}${url.search}`, endpoints.resourceManager);
  next.searchParams.set('$skiptoken', Buffer.from(end.toString()).toString('base64url'));
  return next.href;
}
