/** How a report looks: by the reader's own light or dark, and black on white on paper. Colour never says anything alone. */
export const STYLE = `
:root { color-scheme: light dark; --text: #1b1a19; --quiet: #555350; --line: #c8c6c4; --page: #ffffff; --alarm: #a4262c; }
@media (prefers-color-scheme: dark) {
  :root { --text: #f3f2f1; --quiet: #c8c6c4; --line: #605e5c; --page: #1b1a19; --alarm: #ff9fa4; }
}
body { margin: 0; background: var(--page); color: var(--text); font: 1rem/1.5 'Segoe UI', system-ui, sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 2rem 1.5rem; }
h1 { font-size: 1.75rem; line-height: 1.2; overflow-wrap: anywhere; }
h2 { margin-top: 2rem; font-size: 1.25rem; }
dl > div { display: flex; flex-wrap: wrap; gap: 0 1rem; }
dt { flex: 0 0 8rem; color: var(--quiet); }
dd { flex: 1 1 16rem; margin: 0; overflow-wrap: anywhere; }
table { width: 100%; border-collapse: collapse; }
caption { text-align: start; color: var(--quiet); }
th, td { padding: 0.375rem 1rem 0.375rem 0; border-bottom: 1px solid var(--line); text-align: start; vertical-align: top; overflow-wrap: anywhere; }
td:first-child { min-width: 8rem; }
tr.failed td { color: var(--alarm); font-weight: 600; }
pre { padding: 0.75rem; border: 1px solid var(--line); white-space: pre-wrap; overflow-wrap: anywhere; }
footer { margin-top: 2.5rem; color: var(--quiet); }
@media print {
  :root { --text: #000000; --quiet: #333333; --line: #999999; --page: #ffffff; --alarm: #000000; color-scheme: light; }
  main { max-width: none; padding: 0; }
  tr, dl > div { break-inside: avoid; }
  h2 { break-after: avoid; }
}
`;
