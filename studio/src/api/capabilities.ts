import { api } from "./client.ts";
import { take } from "./take.ts";

export type Capabilities = Awaited<ReturnType<typeof ask>>;

let known: Promise<Capabilities> | undefined;
let answered: Capabilities | undefined;

/** What the server can do: asked once, since it stays the same while the server runs. */
export function readCapabilities(): Promise<Capabilities> {
  known ??= ask().then(
    (capabilities) => (answered = capabilities),
    (error: unknown) => {
      known = undefined;
      throw error;
    },
  );
  return known;
}

/** The same, at once, if it was answered before. */
export function knownCapabilities(): Capabilities | undefined {
  return answered;
}

function ask() {
  return take(api.GET("/capabilities"));
}
