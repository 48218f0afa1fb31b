import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A certificate that the openssl program made, with its key; paths of PEM files. */
export interface MadeCertificate {
  readonly certificate: string;
  readonly key: string;
}

/** A folder in which openssl makes certificates that Latchkey had no part in. */
export interface CertificateFactory {
  readonly folder: string;
  path(name: string): string;
  read(name: string): Buffer;
  openssl(...args: readonly string[]): string;
  /** A certificate signed by `issuer`, or by itself. `days` may be negative: it ended then. */
  make(name: string, options: MakeOptions): MadeCertificate;
  /** A PKCS#12 file with a certificate, its key and, where it is given, its issuer; answers its path. */
  makePfx(name: string, made: MadeCertificate, options: PfxOptions): string;
  remove(): void;
}

export interface PfxOptions {
  readonly password: string;
  readonly issuer?: MadeCertificate;
  /** More arguments of `openssl pkcs12`. */
  readonly args?: readonly string[];
}

export interface MakeOptions {
  readonly subject: string;
  readonly issuer?: MadeCertificate;
  /** Lines of an openssl extension section, such as `basicConstraints=critical,CA:TRUE`. */
  readonly extensions?: readonly string[];
  readonly algorithm?: readonly string[];
  readonly days?: number;
  readonly digest?: string;
}

const RSA = ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048'];

/** Opens a fresh folder; `remove` deletes it. */
export function createCertificateFactory(): CertificateFactory {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-certificates-'));
  const path = (name: string): string => join(folder, name);
  const openssl = (...args: readonly string[]): string =>
    execFileSync('openssl', args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

  function make(name: string, options: MakeOptions): MadeCertificate {
    const made = { certificate: path(`${name}.crt`), key: path(`${name}.key`) };
    openssl('genpkey', ...(options.algorithm ?? RSA), '-out', made.key);
    openssl('req', '-new', '-key', made.key, '-subj', options.subject, '-utf8', '-out', path(`${name}.csr`));
    writeFileSync(path(`${name}.ext`), (options.extensions ?? []).join('\n'));
    const signer = options.issuer
      ? ['-CA', options.issuer.certificate, '-CAkey', options.issuer.key, '-CAcreateserial']
      : ['-signkey', made.key];
    const days = ['-days', String(options.days ?? 90)];
    const digest = options.digest === undefined ? [] : [`-${options.digest}`];
    openssl(
      'x509',
      '-req',
      '-in',
      path(`${name}.csr`),
      ...signer,
      ...days,
      ...digest,
      '-extfile',
      path(`${name}.ext`),
      '-out',
      made.certificate,
    );
    return made;
  }

  return {
    folder,
    path,
    read: (name) => readFileSync(path(name)),
    openssl,
    make,
    makePfx: (name, { certificate, key }, { password, issuer, args = [] }) => {
      const chain = issuer ? ['-certfile', issuer.certificate] : [];
      const passout = ['-passout', `pass:${password}`];
      openssl(
        'pkcs12',
        '-export',
        '-in',
        certificate,
        '-inkey',
        key,
        ...chain,
        ...passout,
        ...args,
        '-out',
        path(name),
      );
      return path(name);
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** A root, an intermediate and a leaf for www.contoso.test, the usual delivery of an authority. */
export function makeUsualChain(factory: CertificateFactory) {
  const authority = [
    'basicConstraints=critical,CA:TRUE',
    'keyUsage=critical,keyCertSign,cRLSign',
    'subjectKeyIdentifier=hash',
  ];
  const keyIds = ['subjectKeyIdentifier=hash', 'authorityKeyIdentifier=keyid'];
  const root = factory.make('root', { subject: '/O=Contoso/CN=Contoso Root', extensions: authority, days: 3650 });
  const intermediate = factory.make('intermediate', {
    subject: '/O=Contoso/CN=Contoso Issuing CA 3',
    issuer: root,
    extensions: [...authority, 'authorityKeyIdentifier=keyid'],
    days: 1000,
  });
  const leaf = factory.make('leaf', {
    subject: '/CN=www.contoso.test',
    issuer: intermediate,
    extensions: [
      ...keyIds,
      'subjectAltName=DNS:www.contoso.test,DNS:contoso.test,IP:10.0.0.7',
      'extendedKeyUsage=serverAuth',
    ],
  });
  return { root, intermediate, leaf };
}
