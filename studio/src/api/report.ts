import type { components } from "../../../functions/client/schema.ts";

export type Report = components["schemas"]["Report"];

export function isPending({ status }: Report): boolean {
  return status === "queued" || status === "rendering";
}
