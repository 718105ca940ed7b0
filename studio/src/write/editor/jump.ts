/** A place to go to; another object goes there again. */
export interface Jump {
  readonly from: number;
  readonly to: number;
  /** Whether the editor gets the focus. */
  readonly focus: boolean;
}
