import { apiKeyVariable } from '../../../shared/services/api-key-variable';
import { type Call, exampleInOneLine, program } from './call';
import { inSingleQuotes } from './quote';

/**
 * For Node.js 18 or newer, as a module (`call.mjs`). `fetch` has no setting for what it trusts: Node.js reads that once, when it
 * starts.
 */
export function javaScriptSnippet(call: Call): string {
  const { trustFile, keyAuthentication } = call;
  return program(
    trustFile !== undefined && `// Start it with NODE_EXTRA_CA_CERTS=${inSingleQuotes(trustFile)} in the environment.`,
    `const response = await fetch(${inSingleQuotes(call.url)}, {`,
    `  method: 'POST',`,
    '  headers: {',
    `    'Content-Type': 'application/json',`,
    keyAuthentication && `    Authorization: \`Bearer \${process.env.${apiKeyVariable}}\`,`,
    '  },',
    `  body: ${inSingleQuotes(exampleInOneLine(call))},`,
    '});',
    'console.log(await response.text());',
    'if (!response.ok) process.exitCode = 1;',
  );
}
