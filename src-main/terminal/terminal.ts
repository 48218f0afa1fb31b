import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';

/** Where a command's words go, and where a password comes from. */
export interface Terminal {
  write(text: string): void;
  complain(text: string): void;
  /** Asks for a password without showing it; undefined where nobody is there to ask. */
  askPassword(question: string): Promise<string | undefined>;
}

/** The terminal of this process. */
export function nodeTerminal(): Terminal {
  return {
    write: (text) => void process.stdout.write(text),
    complain: (text) => void process.stderr.write(text),
    askPassword: async (question) => (process.stdin.isTTY && process.stderr.isTTY ? askHidden(question) : undefined),
  };
}

function askHidden(question: string): Promise<string> {
  process.stderr.write(question);
  // readline echoes to its output: this one swallows it, so that the password doesn't stand on the screen.
  const output = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output, terminal: true });
  return new Promise((resolve) => {
    lines.question('', (answer) => {
      lines.close();
      process.stderr.write('\n');
      resolve(answer);
    });
  });
}
