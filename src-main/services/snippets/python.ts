import { apiKeyVariable } from '../../../shared/services/api-key-variable';
import { type Call, exampleInOneLine, program } from './call';
import { inSingleQuotes } from './quote';

/** For Python 3 with its standard library. */
export function pythonSnippet(call: Call): string {
  const { trustFile, keyAuthentication } = call;
  return program(
    keyAuthentication && 'import os',
    trustFile !== undefined && 'import ssl',
    'import urllib.request',
    '',
    'request = urllib.request.Request(',
    `    ${inSingleQuotes(call.url)},`,
    `    data=${inSingleQuotes(exampleInOneLine(call))}.encode(),`,
    '    headers={',
    `        'Content-Type': 'application/json',`,
    keyAuthentication && `        'Authorization': 'Bearer ' + os.environ['${apiKeyVariable}'],`,
    '    },',
    ')',
    trustFile !== undefined && `context = ssl.create_default_context(cafile=${inSingleQuotes(trustFile)})`,
    `with urllib.request.urlopen(request${trustFile === undefined ? '' : ', context=context'}) as response:`,
    '    print(response.read().decode())',
  );
}
