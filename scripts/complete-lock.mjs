// After `npm install <package>`: puts back what npm leaves out of package-lock.json when its registry lacks the binaries of other
// systems. `npm ci` refuses a lock file without them, and macOS and Windows would go without their linter.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root, say } from './say.mjs';

const path = join(root, 'package-lock.json');

/** Names and entries of the optional packages that others ask for by exact version and that the lock file does not have. */
export function missingEntries({ packages }) {
  const missing = {};
  for (const [folder, { optionalDependencies = {} }] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(optionalDependencies)) {
      const isThere = packages[`${folder}/node_modules/${name}`] ?? packages[`node_modules/${name}`];
      if (!isThere && /^\d/u.test(version)) missing[`node_modules/${name}`] = entryFor(name, version);
    }
  }
  return missing;
}

/** Without the integrity, which only a registry that has the package can tell. Such packages carry their system in their name. */
function entryFor(name, version) {
  const [os] = /darwin|win32|linux|android|freebsd|openharmony/u.exec(name) ?? [];
  const [cpu] = /arm64|arm|x64|ia32|ppc64|riscv64|s390x/u.exec(name.split('/').pop()) ?? [];
  return { version, dev: true, optional: true, ...(cpu && { cpu: [cpu] }), ...(os && { os: [os] }) };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const lock = JSON.parse(readFileSync(path, 'utf8'));
  const missing = missingEntries(lock);
  const entries = Object.entries({ ...lock.packages, ...missing }).toSorted(([a], [b]) => (a < b ? -1 : 1));
  if (Object.keys(missing).length > 0) {
    writeFileSync(path, `${JSON.stringify({ ...lock, packages: Object.fromEntries(entries) }, undefined, 2)}\n`);
  }
  say(`${Object.keys(missing).length} packages of other systems were put into package-lock.json.`);
}
