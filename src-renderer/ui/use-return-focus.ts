import { useState } from 'react';

/** Remembers what has the focus while a dialog is drawn for the first time; answers the function that gives it back. */
export function useReturnFocus(): () => void {
  const [opener] = useState(() => document.activeElement);
  return () =>
    // Once the dialog lets go of it. What opened it may be gone: the page's heading then says where the user is.
    requestAnimationFrame(() => {
      const target = opener?.isConnected === true ? opener : document.querySelector('h1');
      if (target instanceof HTMLElement) target.focus();
    });
}
