/** The words of the first page. */
export const startWords = {
  title: 'What would you like to do?',
  secure: 'Secure a web service',
  secureExplains: 'Put TLS and an API key in front of a model that runs on this computer.',
  convert: 'Convert a certificate',
  convertExplains: 'Drop files anywhere: .pfx, .der, .p7b and more become the two files Azure wants. Offline.',
  tryOut: 'Try it on this computer: two minutes, no account',
  tryOutExplains: 'With the name localhost and a small model that comes with Latchkey.',
  services: 'Your services',
} as const;
