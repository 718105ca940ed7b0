import { BroadsheetError } from "../../core/errors.ts";
import type { Logger } from "../../core/ports.ts";
import { runSideBySide } from "../../core/run-side-by-side.ts";

/** Most that are opened at once: a theme with its fonts is a few megabytes. */
const abreast = 4;

/**
 * Opens what a page of a list names, in the page's order. What cannot be opened, since it is damaged or was stored by a
 * release with other rules, is left out and logged: it must not take the others away. By its name it is answered with
 * what is wrong.
 *
 * @throws BroadsheetError `unavailable` if the store fails
 */
export async function openListed<R extends { readonly name: string; readonly version: string }, T>(
  references: readonly R[],
  open: (reference: R) => Promise<T>,
  logger: Logger,
): Promise<readonly T[]> {
  const opened = new Map<R, T>();
  await runSideBySide(references, abreast, async (reference) => {
    try {
      opened.set(reference, await open(reference));
    } catch (error) {
      if (!(error instanceof BroadsheetError) || error.transient) throw error;
      const { name, version } = reference;
      logger.warn("one of a list cannot be opened", { name, version, reason: error.message });
    }
  });
  return references.flatMap((reference) => (opened.has(reference) ? [opened.get(reference)!] : []));
}
