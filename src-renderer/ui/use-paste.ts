import { useEffect, useEffectEvent } from 'react';
import { modalIsOpen } from './modal-is-open';

/**
 * Notices that the user pastes, by keyboard or from the menu, anywhere but in a field.
 * SECURITY: the clipboard is never read here: a private key on it must not pass the page. Main reads it.
 */
export function usePaste(onPaste: () => void): void {
  const paste = useEffectEvent(onPaste);

  useEffect(() => {
    const handle = (event: Event): void => {
      if (isField(event.target) || modalIsOpen()) return;
      // For a key, this also keeps the paste event from following it.
      event.preventDefault();
      paste();
    };
    const key = (event: KeyboardEvent): void => {
      if (isPasteKey(event) && !event.repeat) handle(event);
    };
    window.addEventListener('keydown', key);
    window.addEventListener('paste', handle);
    return () => {
      window.removeEventListener('keydown', key);
      window.removeEventListener('paste', handle);
    };
  }, []);
}

function isPasteKey(event: KeyboardEvent): boolean {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return false;
  if (event.key.toLowerCase() === 'v') return true;
  // A keyboard without Latin letters: the key in the same place.
  return event.code === 'KeyV' && !/^[a-z]$/iu.test(event.key);
}

function isField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.matches('input, textarea, select');
}
