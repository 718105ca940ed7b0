/** A name in the cache of answers, and what it is about. */
export type QueryKey = readonly [string, ...unknown[]];

function of(name: string): (...about: readonly unknown[]) => QueryKey {
  return (...about) => [name, ...about];
}

/**
 * The names of all answers in the cache. What makes an answer old says so by the same name: without what it is about,
 * it means every answer of that name, and `keys.batch(id)` also those that begin so, such as the items of the batch.
 *
 * @example queries.invalidateQueries({ queryKey: keys.batch(id) })
 */
export const keys = {
  authoringWords: of("authoring-words"),
  batch: of("batch"),
  batchPreview: of("batch-preview"),
  batches: of("batches"),
  changes: of("changes"),
  choices: of("choices"),
  dataset: of("dataset"),
  datasetExists: of("dataset-exists"),
  datasetNames: of("dataset-names"),
  datasets: of("datasets"),
  deliveries: of("deliveries"),
  draft: of("draft"),
  edition: of("edition"),
  editions: of("editions"),
  explanation: of("explanation"),
  figures: of("figures"),
  file: of("file"),
  mayAsk: of("may-ask"),
  newRecipe: of("new-recipe"),
  pdf: of("pdf"),
  picture: of("picture"),
  previewProblems: of("preview-problems"),
  previewRows: of("preview-rows"),
  publication: of("publication"),
  publications: of("publications"),
  remains: of("remains"),
  report: of("report"),
  reports: of("reports"),
  schedule: of("schedule"),
  search: of("search"),
  source: of("source"),
  sources: of("sources"),
  template: of("template"),
  templateExists: of("template-exists"),
  templateFiles: of("template-files"),
  templates: of("templates"),
  theme: of("theme"),
  themes: of("themes"),
  webhooks: of("webhooks"),
  write: of("write"),
} as const;
