import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { expectAccessible } from './draw';
import { decline } from './fake-bridge';
import {
  candidate,
  deployed,
  domain,
  done,
  drawWizard,
  finished,
  libraryId,
  planId,
  ready,
  running,
  deployment,
  service,
  serviceId,
} from './wizard-main';
import { certificate } from './samples';
import { choicesOf } from './services-samples';

const button = (label: string | RegExp): HTMLElement => screen.getByRole('button', { name: label });
const field = (label: string | RegExp): HTMLInputElement =>
  screen.getByRole<HTMLInputElement>('textbox', { name: label });
const radio = (label: string | RegExp): HTMLInputElement =>
  screen.getByRole<HTMLInputElement>('radio', { name: label });
const heading = (name: string): Promise<HTMLElement> => screen.findByRole('heading', { level: 1, name });
const rail = (): HTMLElement => screen.getByRole('navigation', { name: 'Steps' });

const questions = {
  domain: 'Which name do callers use?',
  certificate: 'Which certificate does it use?',
  deploy: 'What runs, and who may call it?',
  review: 'This will happen',
  run: 'Starting on this computer',
  dns: 'Does it work?',
} as const;

describe('the wizard', () => {
  it('leads from a new service to a proven one in four clicks, each page with the focus on its heading', async () => {
    const { bridge, user, onLeave, deploys } = await drawWizard();
    const arrived = async (page: keyof typeof questions): Promise<void> => {
      const title = await heading(questions[page]);
      await waitFor(() => expect(document.activeElement).toBe(title));
    };
    await arrived('domain');
    expect(field('Host name').value).toBe('localhost');
    await screen.findByText(/is always the computer that asks for it/u);
    await user.click(button('Next'));
    await arrived('certificate');
    await user.click(await screen.findByRole('button', { name: 'Next' }));
    await arrived('deploy');
    await user.click(button('Next'));
    await arrived('review');
    await screen.findByText('two API keys');
    await user.click(button('Start on this computer'));
    await arrived('run');
    deploys(finished);
    await arrived('dns');
    expect(await screen.findByText('All of it works.')).toBeTruthy();
    expect(screen.getByText('{"predictions":[23.4]}')).toBeTruthy();
    expect(bridge.requests('services.set-host-name')).toEqual([{ id: serviceId, hostName: 'localhost' }]);
    expect(bridge.requests('services.make-certificate')).toEqual([{ id: serviceId }]);
    expect(bridge.requests('services.set-deployment')[0]).toMatchObject({
      model: { kind: 'sample' },
      port: 8443,
      tls: true,
    });
    expect(bridge.requests('deployments.start')).toEqual([{ planId }]);
    expect(bridge.requests('services.prove')).toEqual([{ id: serviceId }]);
    await user.click(button('Done'));
    expect(onLeave).toHaveBeenCalledOnce();
  });

  it('goes all the way by keyboard', async () => {
    const { user, deploys } = await drawWizard();
    await screen.findByText(/is always the computer that asks for it/u);
    await user.tab();
    expect(document.activeElement).toBe(field('Host name'));
    await user.keyboard('{Enter}');
    await heading(questions.certificate);
    await user.tab();
    expect(document.activeElement).toBe(radio(/^Make a development certificate now/u));
    await user.tab();
    await user.tab();
    await user.tab();
    expect(document.activeElement).toBe(button('Next'));
    await user.keyboard('{Enter}');
    await heading(questions.deploy);
    button('Next').focus();
    await user.keyboard('{Enter}');
    await heading(questions.review);
    await screen.findByText('two API keys');
    button('Start on this computer').focus();
    await user.keyboard('{Enter}');
    await heading(questions.run);
    deploys(finished);
    await screen.findByText('All of it works.');
  });

  it.each([
    ['domain', {}],
    ['certificate', { hostName: 'localhost', complete: ['domain'] }],
    ['deploy', ready],
    ['dns', deployed],
  ] satisfies [keyof typeof questions, Parameters<typeof drawWizard>[0]][])(
    'opens at what comes next: %s',
    async (page, change) => {
      await drawWizard(change);
      expect(await heading(questions[page])).toBeTruthy();
      await expectAccessible();
    },
  );

  it('opens at a deployment that runs', async () => {
    await drawWizard(ready, {
      'deployments.list': () => ({ deployments: [deployment([done, running])] }),
    });
    expect(await heading(questions.run)).toBeTruthy();
  });

  it('says in words how each step stands, and leads back to those that are complete', async () => {
    const { user } = await drawWizard(ready);
    await heading(questions.deploy);
    expect(within(rail()).getByText('3 Deploy').closest('[aria-current="step"]')?.textContent).toContain('Now');
    expect(within(rail()).queryByRole('button', { name: /4 DNS/u })).toBeNull();
    expect(within(rail()).getByText('4 DNS').parentElement?.textContent).toContain('To do');
    await user.click(within(rail()).getByRole('button', { name: '1 Domain Done' }));
    await heading(questions.domain);
    await user.click(within(rail()).getByRole('button', { name: '3 Deploy To do' }));
    await heading(questions.deploy);
  });

  it('loses nothing on the way back, and saves what is left', async () => {
    const { bridge, user } = await drawWizard({ hostName: 'localhost', complete: ['domain', 'certificate'] });
    await heading(questions.deploy);
    await user.click(radio('A model that runs on this computer'));
    await user.type(field('Address of the model'), 'http://127.0.0.1:5001/score');
    await user.click(button('Back'));
    await heading(questions.certificate);
    expect(bridge.requests('services.set-deployment'), 'without an example there is nothing to save').toHaveLength(0);
    await user.click(button('Back'));
    await heading(questions.domain);
    await user.clear(field('Host name'));
    await user.type(field('Host name'), 'model.test');
    await user.click(within(rail()).getByRole('button', { name: /3 Deploy/u }));
    await heading(questions.deploy);
    expect(bridge.requests('services.set-host-name')).toEqual([{ id: serviceId, hostName: 'model.test' }]);
    expect(field('Address of the model').value).toBe('http://127.0.0.1:5001/score');
    await user.click(screen.getByText('More'));
    await user.type(field(/Example request/u), '[[1]');
    await user.click(button('Back'));
    expect(bridge.requests('services.set-deployment')).toHaveLength(1);
  });

  it('makes no certificate on the way back', async () => {
    const { bridge, user } = await drawWizard({ hostName: 'localhost', complete: ['domain'] });
    await screen.findByRole('radio', { name: /^Make a development certificate now/u });
    await user.click(button('Back'));
    await heading(questions.domain);
    expect(bridge.requests('services.make-certificate')).toHaveLength(0);
  });

  it('saves what was typed when the wizard is left', async () => {
    const { bridge, user, unmount } = await drawWizard();
    await user.clear(field('Host name'));
    await user.type(field('Host name'), 'model.test');
    unmount();
    expect(bridge.requests('services.set-host-name')).toEqual([{ id: serviceId, hostName: 'model.test' }]);
  });

  it('says so when the service is not there, or goes', async () => {
    const { bridge } = await drawWizard();
    bridge.send('services.changed', { keeping: 'keyring', services: [] });
    expect(await screen.findByText('This service is not there any more.')).toBeTruthy();
    await expectAccessible();
  });
});

describe('the host name', () => {
  it('is missing: the page says so and moves there', async () => {
    const { bridge, user } = await drawWizard();
    await user.clear(field('Host name'));
    await user.click(button('Next'));
    expect(await screen.findByText('Type the host name of the service.')).toBeTruthy();
    await waitFor(() => expect(document.activeElement).toBe(field('Host name')));
    expect(bridge.requests('services.set-host-name')).toHaveLength(0);
    await expectAccessible();
  });

  it('is none: the reason stands at the field', async () => {
    const { user } = await drawWizard(
      {},
      {
        'dns.check-host-name': ({ hostName }) => decline('host-name.invalid', { hostName, reason: 'characters' }),
      },
    );
    await user.type(field('Host name'), '_');
    await user.click(button('Next'));
    expect(await screen.findByText(/localhost_ is not a host name\./u)).toBeTruthy();
    await waitFor(() => expect(document.activeElement).toBe(field('Host name')));
  });

  it('cannot be used: the finding says why, and Next stays', async () => {
    const { bridge, user } = await drawWizard(
      {},
      {
        'dns.check-host-name': ({ hostName }) => domain(hostName, [{ code: 'wildcard', level: 'blocks', facts: {} }]),
      },
    );
    await user.clear(field('Host name'));
    await user.type(field('Host name'), '*.contoso.com');
    await user.click(button('Next'));
    expect((await screen.findByRole('alert')).textContent).toBe(
      'This name cannot be used. The finding below says why.',
    );
    expect(screen.getByText('A name with * stands for many names.')).toBeTruthy();
    await user.click(button('Next'));
    expect(bridge.requests('services.set-host-name')).toHaveLength(0);
    await expectAccessible();
  });

  it('is talked about once; Next then goes on', async () => {
    const { bridge, user } = await drawWizard(
      {},
      {
        'dns.check-host-name': ({ hostName }) =>
          domain(hostName, [
            { code: 'hosts-line-needed', level: 'warns', facts: { hostName, line: `127.0.0.1 ${hostName}` } },
          ]),
      },
    );
    await user.clear(field('Host name'));
    await user.type(field('Host name'), 'model.test');
    await user.click(button('Next'));
    expect(await screen.findByText('model.test does not lead to this computer yet.')).toBeTruthy();
    expect(screen.getByText(/If the name is right, press Next again\./u).getAttribute('role')).toBe('status');
    expect(bridge.requests('services.set-host-name')).toHaveLength(0);
    await user.click(button('Next'));
    await heading(questions.certificate);
    expect(bridge.requests('services.set-host-name')).toEqual([{ id: serviceId, hostName: 'model.test' }]);
  });

  it('goes on at once where there is nothing to say of it', async () => {
    const { user } = await drawWizard({ target: 'container-instances' });
    expect(field('Host name').value).toBe('');
    await user.type(field('Host name'), 'score.contoso.com');
    await user.click(button('Next'));
    await heading(questions.certificate);
  });
});

describe('the certificate', () => {
  const page = { hostName: 'localhost', complete: ['domain'] } satisfies Parameters<typeof drawWizard>[0];
  const other = '66666666-6666-4666-8666-666666666666';

  it('of the library that fits is chosen, and says so in words', async () => {
    const { bridge, user } = await drawWizard(page, {
      'services.candidates': () => ({
        candidates: [
          candidate('localhost', { leaf: certificate('localhost', { developmentOnly: true }) }),
          candidate('www.contoso.com', {
            libraryId: other,
            ready: false,
            findings: [
              {
                code: 'host-name-not-covered',
                level: 'blocks',
                facts: { hostName: 'localhost', names: '', because: '' },
              },
            ],
          }),
        ],
      }),
    });
    expect((await screen.findByRole<HTMLInputElement>('radio', { name: 'localhost' })).checked).toBe(true);
    expect(screen.getByRole('radio', { name: 'localhost', description: /^Development only Fits/u })).toBeTruthy();
    for (const words of ['Fits', 'Does not fit', 'Development only', 'This certificate is not for localhost.']) {
      expect(screen.getByText(words)).toBeTruthy();
    }
    await expectAccessible();
    await user.click(button('Next'));
    await heading(questions.deploy);
    expect(bridge.requests('services.set-certificate')).toEqual([{ id: serviceId, libraryId }]);
  });

  it('that was chosen and deleted from the library has to be another', async () => {
    await drawWizard(
      { ...page, certificate: { ...ready.certificate, isKept: false } },
      { 'services.candidates': () => ({ candidates: [candidate('next', { libraryId: other })] }) },
    );
    expect((await screen.findByRole<HTMLInputElement>('radio', { name: 'next' })).checked).toBe(true);
    expect(screen.getByText(/^The certificate that was chosen is not in the library any more\./u)).toBeTruthy();
  });

  it('that does not fit is not taken: its findings are shown, and the focus goes there', async () => {
    const { bridge, user } = await drawWizard(page, {
      'services.candidates': () => ({
        candidates: [
          candidate('www.contoso.com', {
            ready: false,
            findings: [{ code: 'key-missing', level: 'blocks', facts: {} }],
          }),
        ],
      }),
    });
    await user.click(await screen.findByRole('radio', { name: 'www.contoso.com' }));
    await user.click(button('Next'));
    expect((await screen.findByRole('alert')).textContent).toBe(
      'This certificate does not fit yet. Its findings say what to do.',
    );
    expect(screen.getByText(/A server proves with its private key/u)).toBeTruthy();
    await waitFor(() => expect(document.activeElement?.hasAttribute('data-to-correct')).toBe(true));
    expect(bridge.requests('services.set-certificate')).toHaveLength(0);
    await expectAccessible();
  });

  it('is not made unasked where others are to trust it: the page says what is missing', async () => {
    const { user } = await drawWizard({ ...page, target: 'container-instances' });
    await screen.findByRole('radio', { name: /^Make a development certificate now/u });
    await user.click(button('Next'));
    expect((await screen.findByRole('alert')).textContent).toBe(
      'Choose a certificate, make one, or add the files of one.',
    );
  });

  it('comes from files by way of the workshop', async () => {
    const { user, onOpenCertificates } = await drawWizard(page);
    await user.click(await screen.findByRole('button', { name: 'From files or a request…' }));
    expect(onOpenCertificates).toHaveBeenCalledWith(serviceId);
  });

  it('was not made: the page says why and stays', async () => {
    const { user } = await drawWizard(page, {
      'services.make-certificate': () => decline('library.not-saved', { name: 'localhost' }),
    });
    await screen.findByRole('radio', { name: /^Make a development certificate now/u });
    await user.click(button('Next'));
    expect(await screen.findByText('localhost was not kept.')).toBeTruthy();
    expect(await heading(questions.certificate)).toBeTruthy();
  });
});

describe('what is deployed', () => {
  const page = ready;

  it('is the sample model, with the input it understands', async () => {
    await drawWizard(page);
    expect((await screen.findByRole<HTMLInputElement>('radio', { name: 'The sample model of Latchkey' })).checked).toBe(
      true,
    );
    expect(screen.getByText(/"weight": 2\.62/u)).toBeTruthy();
    expect(screen.getByRole<HTMLInputElement>('switch', { name: 'TLS' }).checked).toBe(true);
    expect(screen.getByRole<HTMLInputElement>('switch', { name: 'API keys' }).checked).toBe(true);
    expect(screen.queryByRole('alert')).toBeNull();
    await expectAccessible();
  });

  it('asks for address and example of an own model, and moves to what is missing', async () => {
    const { user } = await drawWizard(page);
    await user.click(radio('A model that runs on this computer'));
    await user.click(button('Next'));
    await waitFor(() => expect(document.activeElement).toBe(field('Address of the model')));
    expect(screen.getByText('Type the address that the model listens on.')).toBeTruthy();
    await user.type(field('Address of the model'), 'http://127.0.0.1:5001/score');
    await user.click(button('Next'));
    await waitFor(() => expect(document.activeElement).toBe(field('Example request')));
    await expectAccessible();
  });

  it('tries an own model, and shows status, time and answer', async () => {
    const { bridge, user } = await drawWizard(page, {
      'services.call-model': () => ({ status: 200, milliseconds: 41.7, answer: '[0.42]' }),
    });
    await user.click(radio('A model that runs on this computer'));
    await user.type(field('Address of the model'), 'http://127.0.0.1:5001/score');
    await user.type(field('Example request'), '[[[[1]]');
    await user.click(button('Try it'));
    expect(await screen.findByText('It answered with status 200 in 42 ms:')).toBeTruthy();
    expect(screen.getByText('[0.42]')).toBeTruthy();
    expect(bridge.requests('services.call-model')).toEqual([
      { model: { kind: 'address', address: 'http://127.0.0.1:5001/score' }, example: '[[1]]' },
    ]);
    await user.type(field('Example request'), ' ');
    expect(screen.queryByText('[0.42]'), 'what was changed was not tried').toBeNull();
  });

  it('says why an own model is silent, and what is wrong with its example at the example', async () => {
    const { user } = await drawWizard(page, {
      'services.call-model': ({ example }) =>
        example === '1'
          ? decline('service.model-not-answering', { address: 'http://127.0.0.1:5001/', reason: 'refused' })
          : decline('service.example-invalid'),
    });
    await user.click(radio('A model that runs on this computer'));
    await user.type(field('Address of the model'), 'http://127.0.0.1:5001/');
    await user.type(field('Example request'), '1');
    await user.click(button('Try it'));
    expect(await screen.findByText(/Nothing listens there\./u)).toBeTruthy();
    await user.type(field('Example request'), ',');
    await user.click(button('Try it'));
    expect(await screen.findByText(/The example is not JSON\./u)).toBeTruthy();
    await waitFor(() => expect(document.activeElement).toBe(field('Example request')));
  });

  it('proposes another port where the usual one is taken, and wants a number', async () => {
    const { bridge, user } = await drawWizard(page, { 'services.free-port': () => ({ port: 8444 }) });
    await waitFor(() => expect(field('Port').value).toBe('8444'));
    expect(screen.getByText('8443 is in use or not allowed here, so this is 8444.')).toBeTruthy();
    await user.clear(field('Port'));
    await user.type(field('Port'), '70000');
    await user.click(button('Next'));
    expect(await screen.findByText(/Type a port: a whole number/u)).toBeTruthy();
    await waitFor(() => expect(document.activeElement).toBe(field('Port')));
    expect(bridge.requests('services.set-deployment')).toHaveLength(0);
  });

  it('says at the port that another program has it, and which one is free', async () => {
    const { user } = await drawWizard(page, {
      'services.set-deployment': ({ port }) => decline('gateway.port-taken', { port, free: 8450 }),
    });
    await user.click(button('Next'));
    expect(await screen.findByText(/port 8443: it is in use\..+: 8450 is free/u)).toBeTruthy();
    await waitFor(() => expect(document.activeElement).toBe(field('Port')));
  });

  it('stands in the fields as it was chosen last, also where that is not deployed yet', async () => {
    const changed = choicesOf(service(page), { port: 9080, tls: false });
    await drawWizard({ ...deployed, changed }, {}, { page: 'deploy' });
    expect(field('Port').value).toBe('9080');
    expect(screen.getByRole<HTMLInputElement>('switch', { name: 'TLS' }).checked).toBe(false);
  });

  it('warns before TLS or keys are off, and loudly before keys travel in the clear', async () => {
    const { bridge, user } = await drawWizard(page);
    await user.click(screen.getByRole('switch', { name: 'TLS' }));
    const said = (): string[] => screen.getAllByRole('alert').map((alert) => alert.textContent ?? '');
    expect(said()[0]).toMatch(/^Without TLS, whoever is on the way/u);
    expect(said()[1]).toMatch(/^The keys travel unencrypted/u);
    await user.click(screen.getByRole('switch', { name: 'API keys' }));
    expect(said()).toHaveLength(2);
    expect(said()[1]).toBe('Without keys, everybody who reaches the service can call it.');
    await expectAccessible();
    await user.click(button('Next'));
    await heading(questions.review);
    expect(bridge.requests('services.set-deployment')[0]).toMatchObject({ tls: false, keyAuthentication: false });
  });

  it('opens what is folded away when an origin in it is not right', async () => {
    const { user } = await drawWizard(page, {
      'services.set-deployment': ({ allowedOrigins }) =>
        allowedOrigins.length > 0 ? decline('service.origin-invalid', { origin: allowedOrigins[0]! }) : {},
    });
    await user.click(screen.getByText('More'));
    await user.type(field(/^Web pages that may call it/u), 'contoso.com/app');
    await user.click(screen.getByText('More'));
    await user.click(button('Next'));
    expect(await screen.findByText(/contoso\.com\/app is no origin of web pages\./u)).toBeTruthy();
    await waitFor(() => expect(document.activeElement).toBe(field(/^Web pages that may call it/u)));
  });
});
