import type { Cloud } from '../../cloud';
import dnsSchema from '../../schemas/network-dns-2018-05-01.json';
import type { DnsZone, Resource } from '../../world/state';
import { ArmError, resourceNotFound } from '../arm-error';
import { checkConditions, newEtag } from '../conditions';
import { page } from '../paging';
import { publishedBody } from '../request-schema';
import { requireGroup, requireOpenGroup } from '../resource-groups';
import { type ArmAnswer, type ArmCall, type ArmRoute, groupScope, isSame, param, subscriptionScope } from '../route';

const apiVersions = ['2018-05-01'];
const type = 'Microsoft.Network/dnsZones';
const recordTypes = ['A', 'AAAA', 'CAA', 'CNAME', 'MX', 'NS', 'PTR', 'SRV', 'TXT'];

/** Azure DNS: zones are there from the start, record sets are made and deleted, under ETags. */
export function dnsZoneRoutes(cloud: Cloud): readonly ArmRoute[] {
  const zones = `/subscriptions/{subscription}/resourceGroups/{group}/providers/${type}`;
  const record = `${zones}/{zone}/{recordType}/{record+}`;
  const common = { apiVersions, path: record };
  return [
    {
      ...common,
      method: 'GET',
      path: `/subscriptions/{subscription}/providers/${type}`,
      scope: subscriptionScope,
      action: `${type}/read`,
      handle: (call) => page(cloud, call, within(cloud, subscriptionScope(call.params)).map(zoneView)),
    },
    {
      ...common,
      method: 'GET',
      path: zones,
      scope: groupScope,
      action: `${type}/read`,
      handle: (call) => page(cloud, call, within(cloud, requireGroup(cloud, call.params).id).map(zoneView)),
    },
    {
      ...common,
      method: 'GET',
      path: `${zones}/{zone}`,
      action: `${type}/read`,
      handle: (call) => ({ status: 200, body: zoneView(requireZone(cloud, call)) }),
    },
    {
      ...common,
      method: 'GET',
      path: `${zones}/{zone}/recordsets`,
      action: `${type}/recordsets/read`,
      handle: (call) => page(cloud, call, Object.values(requireZone(cloud, call).records).map(recordView)),
    },
    {
      ...common,
      method: 'GET',
      action: `${type}/recordsets/read`,
      handle: (call) => ({ status: 200, body: recordView(requireRecord(cloud, call)) }),
    },
    { ...common, method: 'PUT', action: `${type}/recordsets/write`, handle: (call) => put(cloud, call) },
    { ...common, method: 'DELETE', action: `${type}/recordsets/delete`, handle: (call) => remove(cloud, call) },
  ];
}

function put(cloud: Cloud, call: ArmCall): ArmAnswer {
  requireOpenGroup(cloud, call.params);
  const zone = requireZone(cloud, call);
  const recordType = recordTypeOf(call);
  const schema = { document: dnsSchema, definition: `dnsZones_${recordType}`, type: `${type}/${recordType}` };
  const { properties } = publishedBody(call, schema) as { properties: Record<string, unknown> };
  const name = param(call, 'record');
  const key = keyOf(call);
  const there = zone.records[key];
  checkConditions(call, there);
  checkNeighbours(zone, name, recordType);
  const id = `${zone.id}/${recordType}/${name}`;
  const etag = newEtag();
  const made = {
    id,
    name,
    type: `${type}/${recordType}`,
    location: 'global',
    etag,
    provisioningState: 'Succeeded',
    top: {},
    properties,
  };
  zone.records[key] = made;
  return { status: there ? 200 : 201, body: recordView(made), headers: { etag } };
}

function remove(cloud: Cloud, call: ArmCall): ArmAnswer {
  const zone = requireZone(cloud, call);
  const there = zone.records[keyOf(call)];
  checkConditions(call, there);
  if (!there) return { status: 204 };
  delete zone.records[keyOf(call)];
  return { status: 200 };
}

/** A CNAME suffers no other record set of its name (RFC 1034 section 3.6.2), and none at the zone's own name. */
function checkNeighbours(zone: DnsZone, name: string, recordType: string): void {
  if (recordType === 'CNAME' && name === '@') {
    throw new ArmError(400, 'BadRequest', "A CNAME record set cannot be created at the zone apex ('@').");
  }
  const others = Object.values(zone.records).filter(
    (other) => isSame(other.name, name) && other.type !== `${type}/${recordType}`,
  );
  if (recordType === 'CNAME' ? others.length > 0 : others.some((other) => other.type.endsWith('/CNAME'))) {
    throw new ArmError(
      409,
      'Conflict',
      `The record could not be created because a CNAME record with the same name already exists in this zone, or would stand beside other records: '${name}'.`,
    );
  }
}

function recordTypeOf(call: ArmCall): string {
  const named = param(call, 'recordType');
  const recordType = recordTypes.find((one) => isSame(one, named));
  if (!recordType)
    throw new ArmError(
      404,
      'InvalidResourceType',
      `The resource type could not be found in the namespace 'Microsoft.Network' for api version '${call.apiVersion}'.`,
    );
  return recordType;
}

function requireRecord(cloud: Cloud, call: ArmCall): Resource {
  const found = requireZone(cloud, call).records[keyOf(call)];
  if (!found)
    throw new ArmError(
      404,
      'NotFound',
      `The resource record '${param(call, 'record')}' does not exist in resource group '${param(call, 'group')}' of subscription '${param(call, 'subscription')}'.`,
    );
  return found;
}

function requireZone(cloud: Cloud, call: ArmCall): DnsZone {
  const group = requireGroup(cloud, call.params);
  const name = param(call, 'zone');
  const found = within(cloud, group.id).find((zone) => isSame(zone.name, name));
  if (!found) throw resourceNotFound(`${type}/${name}`, group.name);
  return found;
}

function within({ state }: Cloud, scope: string): readonly DnsZone[] {
  return state.dnsZones.filter(({ id }) => id.toLowerCase().startsWith(`${scope.toLowerCase()}/`));
}

function keyOf(call: ArmCall): string {
  return `${recordTypeOf(call)}/${param(call, 'record')}`.toLowerCase();
}

function zoneView({ id, name, etag, records }: DnsZone): object {
  const nameServers = [
    'ns1-01.azure-dns.com.',
    'ns2-01.azure-dns.net.',
    'ns3-01.azure-dns.org.',
    'ns4-01.azure-dns.info.',
  ];
  const properties = {
    nameServers,
    numberOfRecordSets: Object.keys(records).length,
    maxNumberOfRecordSets: 10_000,
    zoneType: 'Public',
  };
  return { id, name, type, location: 'global', tags: {}, etag, properties };
}

function recordView({ id, name, type: recordType, etag, properties, provisioningState }: Resource): object {
  const zone = /dnszones\/(?<zone>[^/]+)\//iu.exec(id)?.groups?.['zone'] ?? '';
  return {
    id,
    name,
    type: recordType,
    etag,
    properties: { ...properties, fqdn: name === '@' ? `${zone}.` : `${name}.${zone}.`, provisioningState },
  };
}
