import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';

/** Where a command's words go, a line each, and where a password comes from. */
export interface Terminal {
  write(...lines: readonly string[]): void;
  complain(...lines: readonly string[]): void;
  /** Asks for a password without showing it; undefined where nobody is there to ask. */
  askPassword(question: string): Promise<string | undefined>;
}

type Output = Pick<NodeJS.WriteStream, 'write' | 'isTTY'>;

/** The terminal of this process. SECURITY: here, and only here, lines are written: what certificates and files are called begins no other. */
export function nodeTerminal(said: Output = process.stdout, complaints: Output = process.stderr): Terminal {
  return {
    write: (...lines) => void said.write(asLines(lines)),
    complain: (...lines) => void complaints.write(asLines(lines)),
    askPassword: async (question) =>
      process.stdin.isTTY && complaints.isTTY ? askHidden(shown(question), complaints) : undefined,
  };
}

function asLines(lines: readonly string[]): string {
  return lines.map((line) => `${shown(line)}\n`).join('');
}

/** What breaks a line, moves the cursor, sets colours, or turns the direction of other text around so that it reads as something else. */
const COMMANDS = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu;

/** As JSON writes them, so that a document stays one: all of them are below U+10000. */
function shown(text: string): string {
  return text.replaceAll(COMMANDS, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function askHidden(question: string, screen: Output): Promise<string> {
  screen.write(question);
  // readline echoes to its output: this one swallows it, so that the password doesn't stand on the screen.
  const output = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output, terminal: true });
  return new Promise((resolve) => {
    lines.question('', (answer) => {
      lines.close();
      screen.write('\n');
      resolve(answer);
    });
  });
}
