import { isTime, isText, type Members } from "../lifecycle/records/member-checks.ts";
import { type Kind, type Subject, subjectOf } from "../lifecycle/records/subject.ts";
import { namePattern } from "../../names/name.ts";

/** What is to be published, and what its requester has seen. */
export interface AcceptedPromotion {
  /** Of the template. */
  readonly name: string;
  readonly version: string;
  /** Number of the name's moves so far, see `placeOfName`; with any other it is not published. */
  readonly seq: number;
  /** For the template's log. */
  readonly why?: string;
}

/** The tests passed, and the version was published. */
export interface PromotionReady {
  readonly state: "ready";
  readonly finished: number;
  readonly attempts: number;
}

export interface PromotionShapes {
  readonly accepted: AcceptedPromotion;
  readonly ready: PromotionReady;
  readonly progress: Readonly<Record<string, never>>;
}

const mostAttempts = 3;

/**
 * Promotions that wait for tests. The id is the template's name and the generation is the promotion's number, so a
 * template has one under way at a time:
 *
 *     promotions/{name}/{number}/request.json       the claim
 *     promotions/{name}/{number}/attempts/{n}.json  who tests and publishes, until when
 *     promotions/{name}/{number}/outcome.json       the only terminal fact
 */
export const promotionKind: Kind<PromotionShapes> = {
  name: "promotion",
  root: "promotions/",
  pending: "pending-promotions/",
  idPattern: namePattern.source.slice(1, -1),
  outcome: "outcome.json",
  results: [],
  silent: true,
  mostAttempts,
  lost: {
    code: "promotion-lost",
    message: `the tests were started ${mostAttempts} times and never finished: each time their process ran out of time or died`,
    hint: "`broadsheet test` runs them on your machine; promote the version again once they end there",
  },
  isAccepted: (value: Members): value is Members & AcceptedPromotion =>
    isText(value["name"]) && isText(value["version"]) && isTime(value["seq"]),
  faultOfReady: () => undefined,
  isProgress: () => true,
};

/** One promotion of a template. @param number from 1 */
export function promotionOf(name: string, number: number): Subject<PromotionShapes> {
  return subjectOf(promotionKind, name, number);
}
