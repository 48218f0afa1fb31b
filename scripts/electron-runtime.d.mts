export interface ElectronRuntime {
  readonly executable: string;
  readonly distPath: string;
  readonly version: string;
  readonly origin: 'official' | 'registry';
}
export function electronRuntime(): Promise<ElectronRuntime>;
export function describeRuntime(runtime: ElectronRuntime): string;
