import { RefusedError } from "./refused-error.ts";
import { isUnreachable } from "./unreachable-error.ts";

/** How often something is tried while the browser has a network, in all. */
const tries = 6;

/** First wait before it is tried again, ms; the next ones are twice as long each. */
const waitMs = 500;

/** Whether the browser has a network, and the wait for one. */
interface Network {
  readonly isThere: () => boolean;
  readonly comes: () => Promise<unknown>;
}

/** Whether it may go better at once: the server could not be reached, or has too much to do. */
function isPassing(error: unknown): boolean {
  return isUnreachable(error) || (error instanceof RefusedError && (error.status === 429 || error.status === 503));
}

/** Does something again if the server could not be reached or had too much to do; offline, once there is a network. */
export async function again<T>(work: () => Promise<T>, network: Network): Promise<T> {
  for (let made = 1; ; made += 1) {
    try {
      return await work();
    } catch (error) {
      if (!isPassing(error)) throw error;
      if (isUnreachable(error) && !network.isThere()) {
        await network.comes();
        made = 0;
      } else if (made >= tries) throw error;
      else await new Promise((resolve) => setTimeout(resolve, waitMs * 2 ** (made - 1)));
    }
  }
}
