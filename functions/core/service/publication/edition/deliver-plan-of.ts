import type { DeliverPlan } from "../../delivery/records/deliver-plan.ts";
import type { Publication } from "../publication.ts";
import type { EditionInputs } from "./edition.ts";

/**
 * Where an edition is to be delivered, as its publication says at the time that it is made.
 *
 * @returns undefined if nowhere: a skipped edition has no end, and one whose request was refused is of use only to
 *   webhooks
 */
export function deliverPlanOf(
  { name, configuration: { template, deliver = [] } }: Publication,
  { request, sameAs, day }: EditionInputs,
): DeliverPlan | undefined {
  if (sameAs !== undefined) return undefined;
  const entries = request === undefined ? deliver.filter((entry) => "webhook" in entry) : deliver;
  if (entries.length === 0) return undefined;
  if (request !== undefined)
    return {
      entries,
      name,
      template: request.template,
      language: request.language,
      date: request.date,
      parameters: request.parameters,
    };
  // Only letters and names of copies have a language.
  return { entries, name, template: { name: template.split("@")[0]! }, language: "en", date: day };
}
