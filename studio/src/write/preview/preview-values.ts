/** The values that a preview is made with, as far as they differ from the template's defaults. */
export interface PreviewValues {
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly language: string | undefined;
  /** Alias → stored dataset. */
  readonly datasets: Readonly<Record<string, string>>;
}

export const defaultValues: PreviewValues = { parameters: {}, language: undefined, datasets: {} };
