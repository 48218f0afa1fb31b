import type { Session } from 'electron';

/**
 * Keeps a session from asking the network for anything by itself (rule 1): Chromium fetches a spelling dictionary from its
 * maker as soon as there is a session, whatever the window's own `spellcheck` says.
 */
export function stayOffline(session: Pick<Session, 'setSpellCheckerEnabled' | 'setSpellCheckerLanguages'>): void {
  session.setSpellCheckerLanguages([]);
  session.setSpellCheckerEnabled(false);
}
