// The runtime has WebAssembly; TypeScript describes it only among the browser's types, which main does without.
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: Readonly<Record<string, unknown>> };
};
