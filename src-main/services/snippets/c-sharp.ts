import { apiKeyVariable } from '../../../shared/services/api-key-variable';
import { type Call, exampleInOneLine, program } from './call';
import { inDoubleQuotes } from './quote';

/** For .NET 7 or newer: before, a client could trust a file only by checking certificates itself. */
export function cSharpSnippet(call: Call): string {
  const { keyAuthentication, trustFile } = call;
  return program(
    'using System;',
    'using System.Net.Http;',
    keyAuthentication && 'using System.Net.Http.Headers;',
    trustFile !== undefined && 'using System.Net.Security;',
    trustFile !== undefined && 'using System.Security.Cryptography.X509Certificates;',
    'using System.Text;',
    '',
    ...(trustFile === undefined ? [] : trusting(trustFile)),
    `using var client = new HttpClient(${trustFile === undefined ? '' : 'handler'});`,
    keyAuthentication && 'client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(',
    keyAuthentication && `    "Bearer", Environment.GetEnvironmentVariable("${apiKeyVariable}"));`,
    'using var body = new StringContent(',
    `    ${inDoubleQuotes(exampleInOneLine(call))},`,
    '    Encoding.UTF8, "application/json");',
    `using var response = await client.PostAsync(${inDoubleQuotes(call.url)}, body);`,
    'Console.WriteLine(await response.Content.ReadAsStringAsync());',
    'response.EnsureSuccessStatusCode();',
  );
}

/** Revocation is not looked at by HttpClient's own policy either; a policy of one's own asks for it unless told not to. */
function trusting(trustFile: string): readonly string[] {
  return [
    'var trusted = new X509ChainPolicy',
    '{',
    '    TrustMode = X509ChainTrustMode.CustomRootTrust,',
    '    RevocationMode = X509RevocationMode.NoCheck,',
    '};',
    `trusted.CustomTrustStore.ImportFromPemFile(${inDoubleQuotes(trustFile)});`,
    'var handler = new SocketsHttpHandler',
    '{',
    '    SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = trusted },',
    '};',
    '',
  ];
}
