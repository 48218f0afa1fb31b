import type { Field, Obstacle } from './state';

/** What a Fluent Field is given where something is missing or not right in it. */
export function messageAt(field: Field, obstacle: Obstacle | undefined): { validationMessage?: string } {
  return obstacle?.field === field ? { validationMessage: obstacle.says } : {};
}

/** Marks where the focus goes when the user was kept on the page. */
export function markAt(field: Field, obstacle: Obstacle | undefined): { 'data-to-correct'?: true } {
  return obstacle?.field === field ? { 'data-to-correct': true } : {};
}
