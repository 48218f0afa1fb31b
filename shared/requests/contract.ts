import { z } from 'zod';
import { newPasswordSchema, publicKeySchema, savedFilesSchema } from '../certificates/contract';
import { keepingSchema } from '../library/contract';
import { problemSchema } from '../problem';

const nothing = z.strictObject({});
const byId = z.strictObject({ id: z.uuid() });

/** The private keys that can be made for a request, the usual one first. */
export const requestKeys = ['rsa-2048', 'rsa-3072', 'rsa-4096', 'ec-p256', 'ec-p384'] as const;
export const requestKeySchema = z.enum(requestKeys);
export type RequestKey = z.infer<typeof requestKeySchema>;

const part = z.string().max(64);
export const requestSubjectSchema = z.strictObject({
  organisation: part.optional(),
  department: part.optional(),
  locality: part.optional(),
  state: part.optional(),
  /** Two letters, ISO 3166-1. */
  country: z.string().max(2).optional(),
});
/** What a certificate authority may want to know beside the host names. All of it can be left out. */
export type RequestSubject = z.infer<typeof requestSubjectSchema>;

export const waitingRequestSchema = z.strictObject({
  id: z.uuid(),
  /** What the user calls it; the first host name until it is renamed. */
  name: z.string(),
  hostNames: z.array(z.string()),
  /** RFC 4514. */
  subject: z.string(),
  publicKey: publicKeySchema,
  /** ISO 8601 in UTC. */
  created: z.string(),
  keeping: keepingSchema,
  /** A certificate for it was added to the workshop or kept. */
  answered: z.boolean(),
  /** The library keeps the same private key: deleting the request loses nothing. */
  keyInLibrary: z.boolean(),
  problem: problemSchema.optional(),
});
/** A certificate signing request whose private key waits here for the authority's answer. */
export type WaitingRequest = z.infer<typeof waitingRequestSchema>;

export const waitingRequestsSchema = z.strictObject({
  keeping: keepingSchema,
  requests: z.array(waitingRequestSchema),
  /** Files of requests that could not be read or understood, none of them deleted. Facts: `fileName`, `kind`. */
  leftOut: z.array(problemSchema),
});
export type WaitingRequests = z.infer<typeof waitingRequestsSchema>;

/** As many host names as a certificate is made for. */
export const mostHostNames = 100;
/** As typed, one each: main says at the field what is wrong with them, so the bounds here are wide. */
export const typedHostNamesSchema = z.array(z.string().max(1000)).max(10_000);

/** What the form asks for. */
export const newRequestSchema = z.strictObject({
  /** DNS names as typed, international ones in their own script, `*.` in front for a wildcard; IP addresses. */
  hostNames: typedHostNamesSchema,
  subject: requestSubjectSchema,
  key: requestKeySchema,
});
export type NewRequest = z.infer<typeof newRequestSchema>;

export const requestCalls = {
  'requests.list': { request: nothing, response: waitingRequestsSchema },
  /** Makes key and request. Problems: `host-name.invalid` (facts: `hostName`, `reason`), `request.no-host-names`, `request.too-many-host-names` (facts: `limit`), `request.country-invalid`. */
  'requests.create': { request: newRequestSchema, response: byId },
  /** Copies the request as PEM. */
  'requests.copy': { request: byId, response: nothing },
  /** Writes NAME.csr into a folder that `app.choose-folder` answered. */
  'requests.save': {
    request: z.strictObject({ id: z.uuid(), folder: z.string(), replace: z.boolean() }),
    response: savedFilesSchema,
  },
  'requests.rename': {
    request: z.strictObject({ id: z.uuid(), name: z.string().min(1).max(200) }),
    response: nothing,
  },
  /** Writes NAME.encrypted-key.pem (PKCS#8 under AES-256) into a folder that `app.choose-folder` answered. */
  'requests.export-key': {
    request: z.strictObject({
      id: z.uuid(),
      folder: z.string(),
      password: newPasswordSchema,
      replace: z.boolean(),
    }),
    response: savedFilesSchema,
  },
  /** Deletes the request and its private key for good: a certificate made for it can't be used any more. */
  'requests.delete': { request: byId, response: nothing },
} as const;

export const requestEvents = {
  'requests.changed': waitingRequestsSchema,
} as const;
