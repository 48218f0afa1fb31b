import { listed, shortened } from './quantities';

/** The words of the Library page. */
export const libraryWords = {
  title: 'Library',
  explains: (isProtected: boolean) =>
    `Certificates that you chose to keep, each with its chain and private key${isProtected ? ', protected by your login' : ''}.`,
  none: 'Nothing is kept yet. Drop files on the Certificates page and press “Keep in library”, or make a development certificate here.',
  import: 'Import files…',
  make: 'Make a development certificate…',
  open: 'Open',
  openHint: 'Puts it on the Certificates page, to be saved or converted',
  rename: 'Rename…',
  renameTitle: (name: string) => `Rename ${name}`,
  name: 'Name',
  remove: 'Delete…',
  calendar: 'Add to calendar…',
  validUntil: 'Valid until',
  ended: 'Ended',
  due: 'Renew it now',
  hostNames: 'Host names',
  chain: 'Chain',
  noChain: 'none',
  key: 'Private key',
  keyHere: 'Kept here',
  keyMissing: 'Not here',
  usedBy: 'Used by',
  remind: 'Remind me',
  reminders: { 0: 'Never', 7: '7 days before', 14: '14 days before', 30: '30 days before', 60: '60 days before' },
  hosts: (names: readonly string[]) => shortened(names, 3),
  removeTitle: (name: string) => `Delete ${name}?`,
  removeExplains: (usedBy: readonly string[], hasKey: boolean) =>
    [
      hasKey ? 'Its private key is deleted with it, for good.' : 'It can be added again from its files.',
      usedBy.length === 0 ? '' : afterwards(usedBy),
    ]
      .join(' ')
      .trim(),
  removeConfirm: 'Delete',
  calendarSaved: (name: string, folder: string) => `${name} saved in ${folder}. Open it to add it to your calendar.`,
  saveName: 'Save',
  working: 'Working',

  development: {
    title: 'Make a development certificate',
    explains: 'For trying things out: nobody else trusts it, and its files say so in their names.',
    hostNames: 'Host names and addresses, one a line',
    days: 'Valid for this many days',
    daysMissing: (most: number) => `Type a whole number of days, from 1 to ${most}.`,
    noAuthority:
      'It is signed by itself. To trust several at once, make the development authority first, further down on the Library page.',
    signedBy: 'Signed by',
    itself: 'itself: one certificate to trust for one service',
    authority: 'the development authority of this computer: one root to trust for all',
    submit: 'Make',
    making: 'Making the certificate',
  },

  authority: {
    title: 'Development authority',
    none: 'It signs development certificates on this computer, so that trusting one root is enough for all of them.',
    make: 'Make the authority',
    save: 'Save its certificate…',
    remove: 'Delete…',
    removeTitle: 'Delete the development authority?',
    removeExplains:
      'Its key is deleted for good. What it signed keeps working where its root is trusted; remove the root there, too.',
    until: 'Valid until',
    fingerprint: 'Fingerprint SHA-256',
    saved: (folder: string) => `Its certificate is saved in ${folder}.`,
    install: 'How to trust it',
    installExplains:
      'Latchkey does not change what a system trusts. Do this only on computers for development: whoever has this computer’s key could then imitate any site there.',
    system: 'System or browser',
    systems: {
      windows: {
        label: 'Windows',
        steps: [
          'Double-click latchkey-development-only-root.cer and press “Install Certificate…”.',
          'Choose “Current User”, then “Place all certificates in the following store”.',
          'Browse to “Trusted Root Certification Authorities” and finish.',
          'To undo it: start certmgr.msc, and delete it under Trusted Root Certification Authorities.',
        ],
      },
      mac: {
        label: 'macOS',
        steps: [
          'Double-click latchkey-development-only-root.cer: Keychain Access opens.',
          'Add it to the keychain “login”, then double-click it there.',
          'Under “Trust”, set “Secure Sockets Layer (SSL)” to “Always Trust”.',
          'To undo it: delete it in Keychain Access.',
        ],
      },
      linux: {
        label: 'Linux',
        steps: [
          'On Debian and Ubuntu, copy latchkey-development-only-root.pem to /usr/local/share/ca-certificates/latchkey.crt and run: sudo update-ca-certificates',
          'On Fedora, copy it to /etc/pki/ca-trust/source/anchors/ and run: sudo update-ca-trust',
          'Programs such as curl trust it now. Browsers have lists of their own: choose the browser above for its steps.',
          'To undo it: delete the copy. Then on Fedora run the same command again; on Debian and Ubuntu run: sudo update-ca-certificates --fresh',
        ],
      },
      chromium: {
        label: 'Chrome, Edge and Chromium on Linux',
        steps: [
          'In Chrome and Chromium, type chrome://certificate-manager into the address bar and press Enter. In Edge, open Settings, Privacy, search, and services, Security, “Manage certificates”.',
          'Under “Local certificates” open “Custom”, then “Installed by you”.',
          'Press “Import” beside “Trusted certificates”, and choose latchkey-development-only-root.pem.',
          'An older version has no such page: type chrome://settings/certificates, press “Import” under “Authorities”, choose the file, and tick “Trust this certificate for identifying websites”.',
          'To undo it: delete it in the same list.',
        ],
      },
      firefox: {
        label: 'Firefox',
        steps: [
          'On Windows and macOS, follow the steps of the system: Firefox trusts what you add there. If it does not, or on Linux, go on here.',
          'Open Settings, Privacy & Security, Certificates, “View Certificates…”.',
          'Under “Authorities” press “Import…”, choose latchkey-development-only-root.pem, and tick “Trust this CA to identify websites”.',
          'To undo it: delete it in the same list.',
        ],
      },
    },
  },
} as const;

/** What cannot be done with the services that use a certificate, and until when. */
function afterwards(services: readonly string[]): string {
  const isOne = services.length === 1;
  const [they, them, their] = isOne ? ['it', 'it', 'its'] : ['they', 'them', 'their'];
  return [
    `${listed(services)} ${isOne ? 'uses' : 'use'} it. What runs goes on running, on this computer until Latchkey closes.`,
    `Until another certificate is chosen for ${them} and deployed, ${their} API keys cannot be replaced, ${they} cannot be checked, how to call ${them} is not shown, and on this computer ${they} cannot start again.`,
  ].join(' ');
}
