/** What a container wrote. */
export interface ContainerLog {
  write(text: string): void;
  clear(): void;
  /** `tail` counts lines. */
  read(options: { tail?: number; timestamps: boolean }): string;
}

/** As much as Azure keeps of a container that runs. */
const LIMIT = 4 * 1024 * 1024;

/** Keeps lines with the moment that they began. */
export function createContainerLog(): ContainerLog {
  let lines: { readonly time: string; text: string }[] = [];
  let size = 0;
  return {
    write: (text) => {
      for (const piece of text.split(/(?<=\n)/u)) {
        const last = lines.at(-1);
        if (last && !last.text.endsWith('\n')) last.text += piece;
        else lines.push({ time: new Date().toISOString(), text: piece });
        size += piece.length;
      }
      while (size > LIMIT && lines.length > 1) size -= lines.shift()?.text.length ?? 0;
    },
    clear: () => {
      lines = [];
      size = 0;
    },
    read: ({ tail, timestamps }) =>
      lines
        .slice(tail === undefined ? 0 : -tail || lines.length)
        .map(({ time, text }) => (timestamps ? `${time} ${text}` : text))
        .join(''),
  };
}
