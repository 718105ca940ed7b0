/**
 * Loads modules one after the other before anybody asks for them, while the function has nothing else to do: as it initialises, or as its
 * other process reads a claim. Whoever uses one then finds it there, or waits for the rest of its loading.
 */
export async function loadAhead(...loads: readonly (() => Promise<unknown>)[]): Promise<void> {
  for (const load of loads) {
    try {
      await load();
    } catch {
      // It says so again where it is used, to somebody who can be told.
    }
  }
}
