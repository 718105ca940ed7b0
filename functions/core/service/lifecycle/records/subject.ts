import type { Problem } from "../../../errors.ts";

/** What the records of a kind hold beyond the members that all kinds share. */
export interface Shapes {
  /** The pinned inputs in the claim. */
  readonly accepted: object;
  /** The outcome if all went well. */
  readonly ready: { readonly state: "ready"; readonly finished: number; readonly attempts: number };
  /** How far an attempt has come. */
  readonly progress: object;
}

/**
 * A kind of subject: something that is requested (claim), attempted under a lease, and ends once (outcome). Reports,
 * the planning of a batch and the pages of a batch all live by the same rules. They differ in where their records are,
 * and in what is particular to them, which is here.
 */
export interface Kind<S extends Shapes> {
  /** In words, for messages and the log. */
  readonly name: string;
  /** Folder of all subjects of the kind: `reports/`. */
  readonly root: string;
  /** Prefix of the markers that list the newest first; absent if nobody lists them. */
  readonly recent?: string;
  /** Prefix of the markers of subjects that may lack an outcome; absent if a sweep finds them in another way. */
  readonly pending?: string;
  /** Source of the pattern that every id matches. */
  readonly idPattern: string;
  /** Name of the record that ends an attempted subject. */
  readonly outcome: string;
  /** Names of the objects in a subject's folder that an attempt stores before its outcome. */
  readonly results: readonly string[];
  /**
   * Whether the folder also holds things by the thousand, so that a listing of the whole is never made.
   *
   * @default false
   */
  readonly broad?: boolean;
  /**
   * Whether its end is no event: a part of something larger.
   *
   * @default false
   */
  readonly silent?: boolean;
  /**
   * Whether it waits in line behind others of its kind: then its age does not show how long the store has failed.
   *
   * @default false
   */
  readonly inLine?: boolean;
  /** Most attempts, however they were started; then the subject has failed. */
  readonly mostAttempts: number;
  /** Why a subject failed whose last attempt recorded no reason: its worker or server died. */
  readonly lost: Problem;
  isAccepted(value: Readonly<Record<string, unknown>>): value is Readonly<Record<string, unknown>> & S["accepted"];
  /** @returns the first faulty member of an outcome that says `ready`; `undefined` if all are sound */
  faultOfReady(record: Readonly<Record<string, unknown>>): string | undefined;
  isProgress(value: Readonly<Record<string, unknown>>): boolean;
}

/** One generation of something that has a life. */
export interface Subject<S extends Shapes> {
  readonly kind: Kind<S>;
  readonly id: string;
  /** From 1: one more each time that it is claimed again. */
  readonly generation: number;
  /** Prefix of its objects, with a final slash: `reports/{id}/{generation}/`. */
  readonly folder: string;
}

/** The subject of a kind whose folder is `{root}{id}/{generation}/`. */
export function subjectOf<S extends Shapes>(kind: Kind<S>, id: string, generation: number): Subject<S> {
  return { kind, id, generation, folder: `${kind.root}${id}/${generation}/` };
}
