throw new Error(
  'electron may be imported only in src-main/electron, main.ts and preload.ts: take what you need as a parameter.',
);
export {};
