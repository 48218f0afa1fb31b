import { type Answer, json } from '../http/exchange';

/** What a registry says when it doesn't do what was asked (distribution specification, errors). */
export class RegistryError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly headers: Readonly<Record<string, string | undefined>> = {},
  ) {
    super(message);
  }

  /** The answer that says so. */
  answer(): Answer {
    return json(this.status, { errors: [{ code: this.code, message: this.message, detail: null }] }, this.headers);
  }
}
