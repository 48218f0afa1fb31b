import { apiKeyVariable } from '../../../shared/services/api-key-variable';
import { type Call, exampleInOneLine, program } from './call';
import { forShell } from './quote';

/** For a POSIX shell; curl 7.76 or newer, of 2021. */
export function curlSnippet(call: Call): string {
  return program(
    'curl --silent --show-error --fail-with-body \\',
    // Else curl takes brackets for a list of addresses.
    /[[\]{}]/u.test(call.url) && '  --globoff \\',
    call.trustFile !== undefined && option('cacert', forShell(call.trustFile)),
    call.keyAuthentication && option('header', `"Authorization: Bearer $${apiKeyVariable}"`),
    option('header', forShell('Content-Type: application/json')),
    option('data-raw', forShell(exampleInOneLine(call))),
    `  ${forShell(call.url)}`,
  );
}

function option(name: string, value: string): string {
  return `  --${name} ${value} \\`;
}
