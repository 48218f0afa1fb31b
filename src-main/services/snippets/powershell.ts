import { apiKeyVariable } from '../../../shared/services/api-key-variable';
import { type Call, exampleInOneLine, program } from './call';
import { forPowerShell } from './quote';

/** For PowerShell 5.1 and newer; where a file has to be trusted, 7.3: `Invoke-RestMethod` has no setting for it. */
export function powerShellSnippet(call: Call): string {
  return call.trustFile === undefined ? withInvokeRestMethod(call) : withHttpClient(call, call.trustFile);
}

function withInvokeRestMethod(call: Call): string {
  return program(
    '$call = @{',
    "    Method      = 'Post'",
    `    Uri         = ${forPowerShell(call.url)}`,
    call.keyAuthentication && `    Headers     = @{ Authorization = "Bearer $env:${apiKeyVariable}" }`,
    // Without the character set, PowerShell 5.1 sends Latin-1.
    "    ContentType = 'application/json; charset=utf-8'",
    `    Body        = ${forPowerShell(exampleInOneLine(call))}`,
    '}',
    'Invoke-RestMethod @call | ConvertTo-Json -Depth 10',
  );
}

/** As in C#; .NET has a current folder of its own, so that the file needs its whole path. */
function withHttpClient(call: Call, trustFile: string): string {
  return program(
    '# PowerShell 7.3 or newer.',
    '$trusted = [System.Security.Cryptography.X509Certificates.X509ChainPolicy]::new()',
    "$trusted.TrustMode = 'CustomRootTrust'",
    "$trusted.RevocationMode = 'NoCheck'",
    `$trusted.CustomTrustStore.ImportFromPemFile((Convert-Path -LiteralPath ${forPowerShell(trustFile)}))`,
    '$handler = [System.Net.Http.SocketsHttpHandler]::new()',
    '$handler.SslOptions.CertificateChainPolicy = $trusted',
    '',
    '$client = [System.Net.Http.HttpClient]::new($handler)',
    call.keyAuthentication && `$client.DefaultRequestHeaders.Add('Authorization', "Bearer $env:${apiKeyVariable}")`,
    '$body = [System.Net.Http.StringContent]::new(',
    `    ${forPowerShell(exampleInOneLine(call))},`,
    "    [System.Text.Encoding]::UTF8, 'application/json')",
    `$response = $client.PostAsync(${forPowerShell(call.url)}, $body).GetAwaiter().GetResult()`,
    '$response.Content.ReadAsStringAsync().GetAwaiter().GetResult()',
    '$null = $response.EnsureSuccessStatusCode()',
  );
}
