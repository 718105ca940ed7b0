import { RefusedError } from "../../api/refused-error.ts";

/** Previews that can be made again, the oldest first: as many as a server keeps of an editor. */
const makers = new Map<string, () => Promise<unknown>>();
const most = 3;

/** Tells how a preview is made again. The same files and values give the same id. */
export function canMakeAgain(id: string, make: () => Promise<unknown>): void {
  makers.delete(id);
  makers.set(id, make);
  if (makers.size > most) makers.delete(makers.keys().next().value!);
}

/** Whether a server no longer keeps a preview, or, on AWS, another copy of the function does. */
export function isGone(error: unknown): boolean {
  return error instanceof RefusedError && error.problems.some(({ code }) => code === "preview-gone");
}

/** Asks something of a preview. If the server has lost it, the preview is made again first, once. */
export async function ofPreview<T>(id: string, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    const make = makers.get(id);
    if (!isGone(error) || make === undefined) throw error;
    await make();
    return await ask();
  }
}
