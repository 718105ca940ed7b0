import type { Composition } from "../composition.ts";
import { addFault, type Directive } from "../directive.ts";

/**
 * Reports a directive inside another block: pages break and change orientation only between the blocks of the main
 * text.
 *
 * @returns whether it is inside one
 */
export function refuseNested(composition: Composition, directive: Directive): boolean {
  if (directive.nested)
    addFault(composition, directive, {
      code: "nested-page",
      message: `${directive.kind} is inside another block, where no page can end`,
      hint: "put it between the blocks of the main text",
    });
  return directive.nested;
}
