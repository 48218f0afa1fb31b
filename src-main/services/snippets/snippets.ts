import type { Snippet } from '../../../shared/services/contract';
import { cSharpSnippet } from './c-sharp';
import type { Call } from './call';
import { curlSnippet } from './curl';
import { javaScriptSnippet } from './javascript';
import { powerShellSnippet } from './powershell';
import { pythonSnippet } from './python';
import { rSnippet } from './r';

/**
 * How to call a service from six languages: complete programs that print the answer. The API key comes from the environment
 * variable `LATCHKEY_API_KEY` in all of them, so that it gets into no file, no notebook and no shell history.
 */
export function snippetsFor(call: Call): readonly Snippet[] {
  return [
    { language: 'curl', code: curlSnippet(call) },
    { language: 'Python', code: pythonSnippet(call) },
    { language: 'JavaScript', code: javaScriptSnippet(call) },
    { language: 'C#', code: cSharpSnippet(call) },
    { language: 'R', code: rSnippet(call) },
    { language: 'PowerShell', code: powerShellSnippet(call) },
  ];
}
