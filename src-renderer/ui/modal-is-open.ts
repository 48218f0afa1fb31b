/** True while a dialog asks something: what lies behind it is out of reach. */
export function modalIsOpen(): boolean {
  return document.querySelector('[aria-modal="true"]') !== null;
}
