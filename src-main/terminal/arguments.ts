import { parseArgs } from 'node:util';
import { type OutputFormat, outputFormats } from '../../shared/certificates/contract';
import { type Target, targets } from '../../shared/certificates/finding';
import { parseHostName } from '../certificates/host-names/host-name';

/** `latchkey inspect`. */
export interface InspectCall {
  readonly command: 'inspect';
  readonly files: readonly string[];
  readonly json: boolean;
  readonly passwordFile: string | undefined;
  readonly list: string | undefined;
}

/** `latchkey convert`. */
export interface ConvertCall {
  readonly command: 'convert';
  readonly files: readonly string[];
  readonly json: boolean;
  readonly passwordFile: string | undefined;
  readonly out: string;
  readonly name: string | undefined;
  readonly includeRoot: boolean;
  readonly force: boolean;
  readonly format: OutputFormat;
  /** Of what is written. */
  readonly newPasswordFile: string | undefined;
}

/** `latchkey check`. */
export interface CheckCall {
  readonly command: 'check';
  readonly files: readonly string[];
  readonly json: boolean;
  readonly passwordFile: string | undefined;
  readonly hostName: string | undefined;
  readonly target: Target | undefined;
}

/** What the words after the program's name ask for. */
export type CliCall =
  | InspectCall
  | CheckCall
  | ConvertCall
  | { readonly command: 'help' }
  | { readonly command: 'wrong'; readonly why: string };

const COMMON = { json: { type: 'boolean' }, 'password-file': { type: 'string' }, help: { type: 'boolean' } } as const;

/** Understands a command line; what makes no sense is an answer, too. */
export function parseCliArguments(args: readonly string[]): CliCall {
  const [command, ...rest] = args;
  if (command === undefined || command === 'help' || command === '--help' || command === '-h')
    return { command: 'help' };
  try {
    if (command === 'inspect') return inspectCall(rest);
    if (command === 'check') return checkCall(rest);
    if (command === 'convert') return convertCall(rest);
  } catch (error) {
    return { command: 'wrong', why: error instanceof Error ? error.message : String(error) };
  }
  return { command: 'wrong', why: `There is no command "${command}".` };
}

function inspectCall(args: string[]): CliCall {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { ...COMMON, list: { type: 'string' } },
  });
  if (values.help) return { command: 'help' };
  if (positionals.length === 0 && values.list === undefined) return { command: 'wrong', why: 'No file is named.' };
  const { json = false, list } = values;
  return { command: 'inspect', files: positionals, json, list, passwordFile: values['password-file'] };
}

function checkCall(args: string[]): CliCall {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { ...COMMON, host: { type: 'string' }, target: { type: 'string' } },
  });
  if (values.help) return { command: 'help' };
  if (positionals.length === 0) return { command: 'wrong', why: 'No file is named.' };
  const { json = false, host: hostName, target } = values;
  if (hostName !== undefined && !isHostName(hostName)) {
    return { command: 'wrong', why: `"${hostName}" is no host name.` };
  }
  const known = targets.find((name) => name === target);
  if (target !== undefined && known === undefined) {
    return { command: 'wrong', why: `"${target}" is no target. There are: ${targets.join(', ')}.` };
  }
  const passwordFile = values['password-file'];
  return { command: 'check', files: positionals, json, passwordFile, hostName, target: known };
}

function isHostName(text: string): boolean {
  try {
    parseHostName(text);
    return true;
  } catch {
    return false;
  }
}

function convertCall(args: string[]): CliCall {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      ...COMMON,
      out: { type: 'string' },
      name: { type: 'string' },
      'include-root': { type: 'boolean' },
      force: { type: 'boolean' },
      format: { type: 'string' },
      'new-password-file': { type: 'string' },
    },
  });
  if (values.help) return { command: 'help' };
  if (positionals.length === 0) return { command: 'wrong', why: 'No file is named.' };
  if (values.out === undefined) return { command: 'wrong', why: '--out DIR is missing.' };
  const { json = false, force = false, out, name } = values;
  const includeRoot = values['include-root'] ?? false;
  const format = outputFormats.find((known) => known === (values.format ?? 'pem-pair'));
  if (!format)
    return { command: 'wrong', why: `"${values.format}" is no format. There are: ${outputFormats.join(', ')}.` };
  return {
    command: 'convert',
    files: positionals,
    json,
    force,
    out,
    name,
    includeRoot,
    format,
    passwordFile: values['password-file'],
    newPasswordFile: values['new-password-file'],
  };
}
