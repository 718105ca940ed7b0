/** The schemas are far larger than what is read of them: TypeScript need not infer their types. */
declare module "vega-lite/vega-lite-schema.json" {
  const schema: Readonly<Record<string, unknown>>;
  export default schema;
}

declare module "vega/vega-schema.json" {
  const schema: Readonly<Record<string, unknown>>;
  export default schema;
}
