/** The tags by which any computer finds Latchkey's container groups again. Public: nothing secret is in them. */
export const latchkeyTagNames = {
  hostName: 'latchkey-host',
  service: 'latchkey-service',
  container: 'latchkey-container',
  port: 'latchkey-port',
  path: 'latchkey-path',
  deployment: 'latchkey-deployment',
} as const;

/** The value of a tag. Names of tags count whatever their case. */
export function tagIn(tags: Readonly<Record<string, string>> | null | undefined, wanted: string): string | undefined {
  return Object.entries(tags ?? {}).find(([name]) => name.toLowerCase() === wanted)?.[1];
}
