import { apiKeyVariable } from '../../../shared/services/api-key-variable';
import { type Call, exampleInOneLine, program } from './call';
import { inSingleQuotes } from './quote';

/** For R 4.1 or newer with httr2. */
export function rSnippet(call: Call): string {
  const { keyAuthentication, trustFile } = call;
  return program(
    'library(httr2)',
    '',
    `response <- request(${inSingleQuotes(call.url)}) |>`,
    keyAuthentication && `  req_auth_bearer_token(Sys.getenv('${apiKeyVariable}')) |>`,
    `  req_body_raw(${inSingleQuotes(exampleInOneLine(call))}, type = 'application/json') |>`,
    trustFile !== undefined && `  req_options(cainfo = ${inSingleQuotes(trustFile)}) |>`,
    '  req_perform()',
    'cat(resp_body_string(response))',
  );
}
