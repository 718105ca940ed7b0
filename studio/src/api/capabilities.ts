import { api } from "./client.ts";
import { take } from "./take.ts";

type Capabilities = Awaited<ReturnType<typeof ask>>;

let known: Promise<Capabilities> | undefined;

/** What the server can do: asked once, since it stays the same while the server runs. */
export function readCapabilities(): Promise<Capabilities> {
  known ??= ask().catch((error: unknown) => {
    known = undefined;
    throw error;
  });
  return known;
}

function ask() {
  return take(api.GET("/capabilities"));
}
