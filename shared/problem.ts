import { z } from 'zod';

/**
 * Every way in which Latchkey can decline, named `subject.what-happened`.
 * The words for each live in `src-renderer/text/problems.ts`; the terminal has its own in `src-main/cli`.
 */
export const problemCodes = [
  'unexpected',
  'call.unknown',
  'call.invalid',
  'call.not-trusted',
  'file.not-found',
  'file.not-readable',
  'file.too-large',
  'file.too-many',
  'file.exists',
  'file.not-written',
  'file.written-differs',
  'folder.not-chosen',
  'clipboard.no-text',
  'certificate.password-needed',
  'certificate.wrong-password',
  'certificate.unsupported-encryption',
  'certificate.unsupported-key',
  'certificate.too-many-iterations',
  'certificate.damaged',
  'certificate.empty-file',
  'certificate.other-kind',
  'certificate.nothing-found',
  'certificate.reading-stopped',
  'certificate.gone',
  'certificate.not-ready',
  'certificate.none-to-convert',
  'certificate.several-to-convert',
  // A ZIP whose entries are encrypted, are packed by another method than all but a few programs use, or are too many or too
  // large for certificates. Facts: name.
  'certificate.zip-encrypted',
  'certificate.zip-method',
  'certificate.zip-too-large',
  // Facts: hostName (as typed), reason: empty, characters, label-length, length, wildcard, numeric, address.
  'host-name.invalid',
  // Facts: address, reason: offline, timeout, too-large, status, refused, not-http.
  'issuer.not-downloaded',
  // What came from the address is no certificate. Facts: address.
  'issuer.not-a-certificate',
  // It is one, and not of the issuer that is missing. Facts: address, name.
  'issuer.does-not-fit',
  // Facts: name, format (an OutputFormat).
  'output.key-missing',
  'output.password-missing',
  'request.gone',
  'request.no-host-names',
  // Facts: country.
  'request.country-invalid',
  'library.gone',
  // A file of the library that can't be understood; it was moved aside. Facts: fileName.
  'library.entry-damaged',
  // A newer Latchkey wrote it, or the system does not let us read it; it stays where it is. Facts: fileName.
  'library.entry-newer',
  'library.entry-not-readable',
  // The keyring does not open the private key: it was made under another login or keyring. Facts: name.
  'library.key-not-opened',
  // Facts: name.
  'library.not-saved',
  'development.authority-exists',
  'development.no-authority',
  'batch.same-folder',
  'batch.running',
  // Facts: folder.
  'batch.nothing',
  // Another program listens there. Facts: port.
  'gateway.port-taken',
  // The system keeps ports below 1024 for its own programs. Facts: port.
  'gateway.port-not-allowed',
  // The gateway's process ended. Facts: hostName.
  'gateway.ended',
  'service.gone',
  // It has no host name, certificate or API keys yet. Facts: missing (a WizardStep).
  'service.not-complete',
  'service.not-deployed',
  // Facts: address, reason: not-http, not-this-computer, path, health-path, gateway (the address is a gateway's own).
  'service.model-address-invalid',
  // Facts: address, reason: refused, timeout, cut, status, status (the number).
  'service.model-not-answering',
  // The example is no JSON.
  'service.example-invalid',
  // Facts: origin.
  'service.origin-invalid',
  // A host name that no service can have. Facts: hostName, finding (a DomainFindingCode).
  'service.host-name-blocked',
  // The service changed since the plan was shown.
  'deployment.plan-gone',
  // A development certificate on a target that others reach. Facts: hostName.
  'deployment.not-confirmed',
  // One is under way for this service. Facts: hostName.
  'deployment.running',
  'deployment.gone',
  // The description of a gateway has something in it that no gateway can be run with. Facts: setting.
  'gateway.setting-unusable',
  'gateway.certificate-unusable',
] as const;

export const problemCodeSchema = z.enum(problemCodes);

/** A stable name for what did not happen. */
export type ProblemCode = z.infer<typeof problemCodeSchema>;

export const problemSchema = z.strictObject({
  code: problemCodeSchema,
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
});

/** What did not happen, as a value: a code and short facts (names, dates, ids), never a raw message or a secret. */
export type Problem = z.infer<typeof problemSchema>;

/** The short values that fill a problem's sentence. */
export type Facts = Problem['facts'];

/** What every call across the process boundary answers. */
export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem };
