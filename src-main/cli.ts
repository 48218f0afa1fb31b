import { AppError } from './app-error';
import { parseCliArguments } from './terminal/arguments';
import { runCheck } from './terminal/check';
import { runConvert } from './terminal/convert';
import { runInspect } from './terminal/inspect';
import { problemSentence } from './terminal/sentences';
import { nodeTerminal, type Terminal } from './terminal/terminal';
import { usage } from './terminal/usage';

/**
 * The use cases of the workshop from a terminal. Answers the exit code: 0 when all went well, 1 when there is a problem
 * with a file or a check blocks, 2 for a call that makes no sense.
 */
export async function runCli(args: readonly string[], terminal: Terminal = nodeTerminal()): Promise<number> {
  const call = parseCliArguments(args);
  if (call.command === 'help') {
    terminal.write(...usage);
    return 0;
  }
  if (call.command === 'wrong') {
    terminal.complain(call.why, '', ...usage);
    return 2;
  }
  try {
    if (call.command === 'inspect') return await runInspect(call, terminal);
    return await (call.command === 'check' ? runCheck(call, terminal) : runConvert(call, terminal));
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const problem = error.toProblem();
    if (call.json) terminal.write(JSON.stringify({ ...NOTHING[call.command], problems: [problem] }));
    else terminal.complain(problemSentence(problem));
    return 1;
  }
}

/** What a document lists where the call got nowhere. */
const NOTHING = { inspect: { files: [] }, check: { certificates: [] }, convert: { written: [] } } as const;
