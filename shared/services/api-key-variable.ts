/** Where every snippet has the API key from. */
export const apiKeyVariable = 'LATCHKEY_API_KEY';

/** Lines that ask for the key in a terminal, so that it gets into no history and no file, and give it to what runs there next. */
export const askForApiKey = {
  /** For bash and zsh: what is typed or pasted is not shown. */
  'macOS and Linux': `read -rs ${apiKeyVariable} && export ${apiKeyVariable}`,
  /** For PowerShell 5.1 and newer. */
  'Windows, in PowerShell': `$env:${apiKeyVariable} = Read-Host 'API key'`,
} as const;
