import type { ObjectStore } from "../../core/ports.ts";
import { markOutbox } from "../../core/service/event/outbox.ts";

/** Marks outcomes in a process that announces none: the server wakes its announcer when it gets the answer. */
export function markedOutbox(store: ObjectStore): { mark(folder: string, mark: "end"): Promise<void>; wake(): void } {
  return { mark: (folder, mark) => markOutbox(folder, mark, store), wake: () => {} };
}
