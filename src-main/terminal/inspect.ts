import { isDevelopmentOnly } from '../certificates/development/development-only';
import type { Certificate, CertificateRequest, PrivateKey } from '../certificates/model';
import { rfc4514 } from '../certificates/x509/names';
import { verifySignature } from '../certificates/x509/verify-signature';
import type { InspectCall } from './arguments';
import { filesAt, isToTell, type ReadFile, readCliFile, readList, readPasswordFile } from './read-files';
import { contentsLines, problemSentence } from './sentences';
import type { Terminal } from './terminal';

/**
 * Says what is in each file, those in folders included, in the order of the call; a problem in one never hides another.
 * Exit code 0 when every file was read, 1 when any has a problem or when there is none.
 */
export async function runInspect(call: InspectCall, terminal: Terminal): Promise<number> {
  const password = call.passwordFile === undefined ? undefined : await readPasswordFile(call.passwordFile);
  const listed = call.list === undefined ? [] : await readList(call.list);
  const named = (await Promise.all(call.files.map((path) => filesAt(path)))).flat();
  const wanted = [
    ...named.map((file) => ({ ...file, password })),
    ...listed.map((file) => ({ ...file, fromFolder: false })),
  ];
  const files: ReadFile[] = [];
  for (const file of wanted) {
    const read = await readCliFile({ ...file, password: file.password ?? password }, terminal);
    if (!isToTell(read, file.fromFolder)) continue;
    files.push(read);
    if (!call.json) terminal.write(...contentsLines(read));
  }
  if (call.json) terminal.write(JSON.stringify({ files: files.map((file) => jsonFile(file)) }));
  else if (files.length === 0) terminal.complain(problemSentence({ code: 'certificate.none-to-convert', facts: {} }));
  return files.length === 0 || files.some(({ problem }) => problem) ? 1 : 0;
}

function jsonFile({ path, format, certificates, privateKeys, requests, problem }: ReadFile) {
  return {
    path,
    format,
    certificates: certificates.map((certificate) => jsonCertificate(certificate)),
    privateKeys: privateKeys.map((key) => jsonKey(key)),
    requests: requests.map((request) => jsonRequest(request)),
    problem: problem ?? null,
  };
}

function jsonCertificate(certificate: Certificate) {
  const { sha256, subject, issuer, serialNumber, notBefore, notAfter, dnsNames, ipAddresses, publicKey } = certificate;
  return {
    sha256,
    subject: rfc4514(subject),
    issuer: rfc4514(issuer),
    serialNumber,
    notBefore,
    notAfter,
    dnsNames,
    ipAddresses,
    isCertificateAuthority: certificate.isCertificateAuthority,
    selfSigned: certificate.selfIssued && verifySignature(certificate, certificate) !== 'invalid',
    signatureAlgorithm: certificate.signatureAlgorithm,
    publicKey,
    ...(isDevelopmentOnly(certificate) && { developmentOnly: true }),
    ...(certificate.friendlyName !== undefined && { friendlyName: certificate.friendlyName }),
  };
}

function jsonKey({ publicKey, encrypted }: PrivateKey) {
  return { ...publicKey, encrypted };
}

function jsonRequest({ subject, dnsNames, publicKey }: CertificateRequest) {
  return { subject: rfc4514(subject), dnsNames, spkiSha256: publicKey.spkiSha256 };
}
