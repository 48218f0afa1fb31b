export function missingEntries(lock: object): Readonly<Record<string, object>>;
