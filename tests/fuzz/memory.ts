import { memoryUsage, resourceUsage } from 'node:process';

/** What one input may use, in bytes: as much as a worker of the application may have on its heap. */
export const MEMORY = 512 * 2 ** 20;

/**
 * Begins to watch what is used from now on; answers a function that says how much it was, in bytes: the larger of what this
 * thread holds (its heap, and the buffers beside it) and what the process grew by at its highest. The system remembers that
 * height, so that nothing falls between two looks; where other threads are at work, what they use counts, too.
 */
export function watchMemory(): () => number {
  const [resident, peak] = [memoryUsage.rss(), peakMemory()];
  return () => {
    // `external` has the array buffers in it.
    const { heapUsed, external } = memoryUsage();
    const now = peakMemory();
    return Math.max(heapUsed + external, now > peak ? now - resident : 0);
  };
}

/** The most memory that the process ever had, in bytes. */
export function peakMemory(): number {
  return resourceUsage().maxRSS * 1024;
}

/** Bytes in the words of a report. */
export function inMegabytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(0)} MB`;
}
