import type { Ref, RefObject } from 'react';

/** A ref to the element of a Fluent control, whose types lose the element under `exactOptionalPropertyTypes`. */
export function fluentRef<T extends HTMLElement>(ref: RefObject<T | null>): Ref<never> {
  return ref as unknown as Ref<never>;
}
