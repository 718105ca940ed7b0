import { setPriority } from "node:os";

/**
 * Lets others get the processor before a process. A system that does not allow it, or a process that is gone already,
 * changes nothing.
 */
export function lowerPriority(pid: number, niceness: number): void {
  try {
    setPriority(pid, niceness);
  } catch {
    // It runs at the server's own priority.
  }
}
