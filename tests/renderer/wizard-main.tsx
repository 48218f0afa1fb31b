import { FluentProvider, webLightTheme } from '@fluentui/react-components';
import { act, render, screen } from '@testing-library/react';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import { vi } from 'vitest';
import type { Deployment, Plan, Step, StepState } from '../../shared/deployments/contract';
import type { Domain } from '../../shared/dns/contract';
import type { Handlers } from '../../shared/ipc/contract';
import type { Proof } from '../../shared/proof/contract';
import type { Candidate, Service } from '../../shared/services/contract';
import { sampleExample } from '../../shared/services/sample';
import { connectBridge } from '../../src-renderer/app/bridge';
import { WizardOnAzure } from '../../src-renderer/app/WizardOnAzure';
import { createAzureStores } from '../../src-renderer/features/azure/stores';
import type { Entry } from '../../src-renderer/features/wizard/state';
import { advice, check } from './dns-samples';
import { FakeBridge } from './fake-bridge';
import { certificate } from './samples';
import { containerGroup, usedCertificate } from './services-samples';

export const serviceId = '33333333-3333-4333-8333-333333333333';
export const libraryId = '22222222-2222-4222-8222-222222222222';
export const planId = '44444444-4444-4444-8444-444444444444';
export const deploymentId = '55555555-5555-4555-8555-555555555555';

/** A service as `services.create` makes it, changed where a test needs it. */
export function service(change: Partial<Service> = {}): Service {
  return {
    id: serviceId,
    target: 'this-computer',
    model: { kind: 'sample' },
    example: sampleExample,
    port: 8443,
    tls: true,
    keyAuthentication: true,
    allowedOrigins: [],
    held: [],
    keeping: 'keyring',
    hasApiKeys: false,
    complete: [],
    running: { state: 'stopped' },
    startsWithLatchkey: false,
    ...change,
  };
}

/** One that can be deployed. */
export const ready = {
  hostName: 'localhost',
  complete: ['domain', 'certificate'],
  certificate: { ...usedCertificate('localhost', { developmentOnly: true }), libraryId },
} satisfies Partial<Service>;

/** One that runs. */
export const deployed = {
  ...ready,
  complete: ['domain', 'certificate', 'deploy', 'dns'],
  deployed: '2026-11-24T10:00:03Z',
  hasApiKeys: true,
  running: { state: 'running' },
  url: 'https://localhost:8443/score',
} satisfies Partial<Service>;

export const steps: Step[] = [
  { code: 'store-api-keys', action: 'store', facts: { keeping: 'keyring', made: true } },
  { code: 'this-computer.start-model', action: 'start', facts: {} },
  {
    code: 'this-computer.start-gateway',
    action: 'start',
    facts: {
      hostName: 'localhost',
      port: 8443,
      tls: true,
      keyAuthentication: true,
      certificate: 'localhost',
      developmentOnly: true,
    },
  },
];

/** What would be done for it. */
export function plan(change: Partial<Plan> = {}): Plan {
  return {
    id: planId,
    serviceId,
    target: 'this-computer',
    change: { kind: 'deploy' },
    hostName: 'localhost',
    place: ['laptop'],
    steps,
    seconds: 3,
    warnings: [],
    asks: [],
    ...change,
  };
}

/** A service on Azure Container Instances that is deployed. */
export const onAzure = {
  ...deployed,
  target: 'container-instances',
  hostName: 'score.contoso.com',
  model: { kind: 'container', image: 'contoso.azurecr.io/churn:12', port: 5001, path: '/score' },
  running: { state: 'deployed' },
  reached: { address: '203.0.113.10', azureName: 'churn-model.westeurope.azurecontainer.io' },
  url: 'https://score.contoso.com/score',
  containerGroup,
} satisfies Partial<Service>;

const group = { name: 'churn-model', resourceGroup: 'rg-analytics', region: 'West Europe' };

/** What deploying to Azure would do for it, changed where a test needs it. */
export function azurePlan(change: Partial<Plan> = {}): Plan {
  return plan({
    target: 'container-instances',
    hostName: 'score.contoso.com',
    place: ['Contoso production', 'rg-analytics', 'West Europe'],
    steps: [
      { code: 'store-api-keys', action: 'store', facts: { keeping: 'keyring', made: true } },
      {
        code: 'container-instances.create-group',
        action: 'create',
        facts: group,
        parts: [
          {
            code: 'container-instances.container',
            action: 'create',
            facts: { name: 'model', image: 'contoso.azurecr.io/churn:12', cpu: 1, memoryGb: 1.5 },
          },
          { code: 'container-instances.public-port', action: 'create', facts: { port: 443 } },
          { code: 'container-instances.rest', action: 'keep', facts: { what: 'identity, 2 volumes' } },
        ],
      },
      { code: 'container-instances.wait-group', action: 'wait', facts: { name: group.name, containers: 2 } },
    ],
    seconds: 120,
    ...change,
  });
}

/** A deployment on Azure whose steps stand so. */
export function azureDeployment(
  change: Deployment['change'],
  at: readonly (readonly [Step['code'], Step['action'], StepState])[],
  more: Partial<Deployment> = {},
): Deployment {
  return deployment([], {
    target: 'container-instances',
    change,
    hostName: 'score.contoso.com',
    place: ['Contoso production', 'rg-analytics', 'West Europe'],
    steps: at.map(([code, action, state]) => ({ step: { code, action, facts: group }, at: state })),
    ...more,
  });
}

/** A deployment whose steps stand so. */
export function deployment(states: readonly StepState[], change: Partial<Deployment> = {}): Deployment {
  return {
    id: deploymentId,
    serviceId,
    target: 'this-computer',
    change: { kind: 'deploy' },
    hostName: 'localhost',
    place: ['laptop'],
    started: '2026-11-24T10:00:00Z',
    state: 'running',
    steps: steps.map((step, index) => ({ step, at: states[index] ?? { state: 'waiting' } })),
    ...change,
  };
}

export const done: StepState = { state: 'done', milliseconds: 120, learned: {} };
export const running: StepState = { state: 'running', started: '2026-11-24T10:00:00Z' };
/** All is done. */
export const finished = deployment([done, done, done], { state: 'done', ended: '2026-11-24T10:00:03Z' });

/** What a client sees of it, changed where a test needs it. */
export function proof(change: Partial<Proof> = {}): Proof {
  return {
    at: '2026-11-24T10:00:04Z',
    url: 'https://localhost:8443/score',
    lines: [
      { code: 'tls', result: 'passed', facts: { version: 'TLS 1.3', cipher: 'x', hostName: 'localhost' } },
      { code: 'trust', result: 'noted', facts: { by: 'development' } },
      { code: 'no-key', result: 'passed', facts: { status: 401, milliseconds: 3 } },
      { code: 'primary-key', result: 'passed', facts: { status: 200, milliseconds: 84 } },
    ],
    passed: true,
    answer: '{"predictions":[23.4]}',
    ...change,
  };
}

/** A certificate of the library, seen from the service. */
export function candidate(name: string, change: Partial<Candidate> = {}): Candidate {
  return { libraryId, name, leaf: certificate(name, { hostNames: [name] }), findings: [], ready: true, ...change };
}

/** A host name, understood. */
export function domain(hostName: string, findings: Domain['findings'] = []): Domain {
  return { ascii: hostName, display: hostName, findings };
}

/** What is said of localhost. */
export const localhost = domain('localhost', [{ code: 'localhost', level: 'notes', facts: { hostName: 'localhost' } }]);

/** The wizard with a fake main behind it that keeps the service, as main does. */
export interface DrawnWizard {
  readonly bridge: FakeBridge;
  readonly user: UserEvent;
  readonly onLeave: ReturnType<typeof vi.fn<() => void>>;
  readonly onOpenCertificates: ReturnType<typeof vi.fn<(serviceId: string) => void>>;
  readonly unmount: () => void;
  /** Main says how the deployment stands. */
  deploys(deployment: Deployment): void;
}

/** Draws the wizard of a service, and waits until it is open. */
export async function drawWizard(
  change: Partial<Service> = {},
  handlers: Partial<Handlers> = {},
  entry?: Entry,
): Promise<DrawnWizard> {
  const record = { now: service(change) };
  const bridge: FakeBridge = new FakeBridge({ ...mainOf(record, () => bridge), ...handlers });
  const page = connectBridge(bridge);
  const azure = createAzureStores(page.call);
  page.on('sign-in.changed', azure.signIn.receive);
  const onLeave = vi.fn<() => void>();
  const onOpenCertificates = vi.fn<(serviceId: string) => void>();
  const { unmount } = await act(async () =>
    render(
      <FluentProvider theme={webLightTheme}>
        <main>
          <WizardOnAzure
            serviceId={serviceId}
            azure={azure}
            entry={entry}
            call={page.call}
            on={page.on}
            takeFocus
            onLeave={onLeave}
            onOpenCertificates={onOpenCertificates}
          />
        </main>
      </FluentProvider>,
    ),
  );
  await screen.findByRole('navigation', { name: 'Steps' });
  const deploys = (next: Deployment): void => act(() => bridge.send('deployments.changed', next));
  return { bridge, user: userEvent.setup(), onLeave, onOpenCertificates, unmount, deploys };
}

function mainOf(record: { now: Service }, bridge: () => FakeBridge): Partial<Handlers> {
  const change = (part: Partial<Service>, ...completed: Service['complete']): Record<string, never> => {
    record.now = { ...record.now, ...part, complete: [...new Set([...record.now.complete, ...completed])] };
    bridge().send('services.changed', { keeping: 'keyring', services: [record.now] });
    return {};
  };
  return {
    'services.list': () => ({ keeping: 'keyring', services: [record.now] }),
    'deployments.list': () => ({ deployments: [] }),
    'dns.check-host-name': ({ hostName }) => (hostName === 'localhost' ? localhost : domain(hostName)),
    'dns.advise-record': () => advice(),
    'dns.check-record': () => check(),
    'services.set-host-name': ({ hostName }) => change({ hostName }, 'domain'),
    'services.candidates': () => ({ candidates: [] }),
    'services.set-certificate': ({ libraryId: id }) =>
      change({ certificate: { libraryId: id, isKept: true } }, 'certificate'),
    'services.make-certificate': () => change({ certificate: ready.certificate }, 'certificate'),
    'services.free-port': ({ wished }) => ({ port: wished }),
    'services.set-deployment': (settings) => change(settings),
    'deployments.plan': () => plan(),
    'deployments.start': () => {
      bridge().send('deployments.changed', deployment([running]));
      return { id: deploymentId };
    },
    'services.prove': () => proof(),
    'services.copy-key': () => ({ seconds: 60 }),
    'services.how-to-call': () => ({
      snippets: [
        { language: 'curl', code: 'curl https://localhost:8443/score' },
        { language: 'Python', code: 'import requests' },
      ],
      trust: 'localhost.development-only.pem',
    }),
    'deployments.save-report': ({ folder }) => ({
      folder,
      files: [{ name: 'localhost.report.html', kind: 'certificate', certificates: 0 }],
    }),
    'services.save-trust': ({ folder }) => ({
      folder,
      files: [{ name: 'localhost.development-only.pem', kind: 'certificate', certificates: 1 }],
    }),
  };
}
