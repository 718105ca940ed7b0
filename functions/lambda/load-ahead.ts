/**
 * Loads modules one after the other before they are needed, while the function is otherwise idle: while it initialises,
 * or while its other process reads a claim. Later imports find them loaded, or wait only for the rest.
 */
export async function loadAhead(...loads: readonly (() => Promise<unknown>)[]): Promise<void> {
  for (const load of loads) {
    try {
      await load();
    } catch {
      // It fails again when it is used, where the error reaches someone.
    }
  }
}
