import type { RecordAdvice, RecordCheck, RecordFinding, RecordViewer } from '../../shared/dns/contract';

export const azureName = 'churn.westeurope.azurecontainer.io';

/** The CNAME of www.contoso.com, changed where a test needs it. */
export function advice(change: Partial<RecordAdvice['record']> = {}, findings: RecordFinding[] = []): RecordAdvice {
  return {
    record: {
      type: 'CNAME',
      name: 'www.contoso.com',
      ascii: 'www.contoso.com',
      nameInZone: 'www',
      zone: 'contoso.com',
      provider: 'Azure DNS',
      value: azureName,
      ttl: 3600,
      ...change,
    },
    findings,
  };
}

const seen = { right: [azureName], other: ['192.0.2.10'], nothing: [], 'no-answer': [] } as const;

/** One that is asked on this computer. */
export function viewer(sees: RecordViewer['sees'], who: 'resolver' | 'programs' = 'resolver'): RecordViewer {
  return { who, server: '', sees, values: [...seen[sees]] };
}

/** A name server of the zone. */
export function server(sees: RecordViewer['sees'], name = 'ns1.contoso.com'): RecordViewer {
  return { who: 'name-server', server: name, sees, values: [...seen[sees]] };
}

/** Who sees the record: the name servers, and the resolver only after a while. */
export function check(change: Partial<RecordCheck> = {}): RecordCheck {
  return {
    at: '2026-11-25T10:00:00Z',
    viewers: [server('right'), server('right', 'ns2.contoso.com'), viewer('other')],
    verdict: 'some',
    wait: 3480,
    ...change,
  };
}
