import type { Mount } from './ground';

/** The command that starts `argv` with its mounts; to be run where mounts are seen by nobody else. @param view an empty folder */
export function enterView(view: string, mounts: readonly Mount[], argv: readonly string[]): readonly string[] {
  // What is mounted inside of another mount comes after it.
  const inOrder = mounts.toSorted((one, other) => one.path.length - other.path.length);
  const triples = inOrder.flatMap(({ source, path, readOnly }) => [source, path, readOnly ? 'ro' : 'rw']);
  return ['/bin/sh', '-c', VIEW, 'view', view, ...triples, '--', ...argv];
}

/**
 * The container sees this computer's files, may
 * write to them, and nothing of it is ever written there; /tmp and /run are its own; its mounts are where they should be.
 */
const VIEW = `set -e
view=$1 path=$PATH; shift
PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
mount -t tmpfs -o mode=755 view "$view"
root=$view/root
mkdir "$view/upper" "$view/work" "$root"
mount -t overlay -o "lowerdir=/,upperdir=$view/upper,workdir=$view/work" view "$root"
for folder in proc sys dev; do mount --rbind "/$folder" "$root/$folder"; done
mount -t tmpfs -o mode=1777 tmp "$root/tmp"
mount -t tmpfs -o mode=755 run "$root/run"
while [ "$1" != -- ]; do
  if [ -d "$1" ]; then chroot "$root" mkdir -p "$2"
  else chroot "$root" sh -c 'mkdir -p "\${1%/*}"; [ -e "$1" ] || : >"$1"' file "$2"; fi
  target=$root$(chroot "$root" readlink -f "$2")
  mount --bind "$1" "$target"
  [ "$3" = rw ] || mount -o remount,bind,ro "$target"
  shift 3
done
shift
cd /
exec /usr/bin/env -u PWD -u OLDPWD "PATH=$path" /usr/sbin/chroot "$root" "$@"`;
