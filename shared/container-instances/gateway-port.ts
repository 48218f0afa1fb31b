/** Where the gateway of a container group listens: groups map no ports, so that it is the public one. */
export function gatewayPort({ tls }: { readonly tls: boolean }): number {
  return tls ? 443 : 80;
}
