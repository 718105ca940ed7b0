import type { LetterFacts } from "../../compose/letter/letter.ts";
import { BroadsheetError } from "../../errors.ts";
import { folderOf } from "../../event/parse-subject.ts";
import type { CopyPlace, ObjectStore } from "../../ports.ts";
import type { Sender } from "../delivery-world.ts";
import { factsOf, fileOf } from "../facts-of.ts";
import { type DeliverPlan, readDeliverPlan } from "../records/deliver-plan.ts";
import { faultOfName } from "./copy-target.ts";

export interface CopyWorld {
  readonly store: ObjectStore;
  readonly copies: CopyPlace;
  /** Puts the facts into a line of Liquid, in the plan's language. */
  line(text: string, facts: LetterFacts, plan: DeliverPlan): string;
}

/** Copies PDFs to other places. A repeated copy writes the same bytes under the same name. */
export function copySender({ store, copies, line }: CopyWorld): Sender {
  return {
    timeoutMs: 60_000,
    repeatable: true,
    async send({ task }, event) {
      const file = fileOf(event);
      const plan = await readDeliverPlan(`${folderOf(event.subject)}/`, store);
      if (task?.kind !== "copy" || file === undefined) return { state: "failed", parked: true, fault: "the delivery has no file" };
      if (plan === undefined) return { state: "dropped", fault: "what it announces was removed" };
      try {
        const name = line(task.name, factsOf(event, plan), plan);
        const fault = faultOfName(name);
        if (fault !== undefined) return { state: "failed", parked: true, fault };
        const found = await store.get(file);
        if (found === undefined) return { state: "failed", parked: true, fault: "the PDF was removed" };
        await copies.write(task.to, name, found.body, "application/pdf");
        return { state: "delivered" };
      } catch (error) {
        if (!(error instanceof BroadsheetError)) throw error;
        return { state: "failed", fault: error.message.slice(0, 300), parked: !error.transient };
      }
    },
  };
}
