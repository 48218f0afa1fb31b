/** Vite's `?raw`: the text of a file. */
declare module '*?raw' {
  const text: string;
  // oxlint-disable-next-line import/no-default-export -- how Vite does it
  export default text;
}
