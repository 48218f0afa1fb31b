/** The words of the first page. */
export const startWords = {
  title: 'What would you like to do?',
  secure: 'Secure a web service',
  secureExplains: 'Put TLS and an API key in front of your model, on Azure or on this computer.',
  convert: 'Convert a certificate',
  convertExplains: 'Drop files anywhere: .pfx, .der, .p7b and more become the two files Azure wants. Offline.',
  tryOut: 'Try it on this computer: two minutes, no account',
  tryOutExplains: 'With the name localhost and a small model that comes with Latchkey.',
  services: 'Your services',
} as const;

/** The words of the page that asks where a service runs. */
export const chooseTargetWords = {
  title: 'Where does it run?',
  targets: {
    'this-computer': {
      title: 'This computer',
      explains: 'For trying it out, and for a model that you call from here. It needs no account and costs nothing.',
    },
    'container-instances': {
      title: 'Azure Container Instances',
      explains:
        'For a model in a container that others call. Azure runs it in your subscription and charges for the time it runs.',
    },
  },
} as const;

/** The places that a service can be begun for. */
export type OfferedTarget = keyof typeof chooseTargetWords.targets;
