/** Only a small part of these large schemas is read, so TypeScript need not infer their types. */
declare module "vega-lite/vega-lite-schema.json" {
  const schema: Readonly<Record<string, unknown>>;
  export default schema;
}

declare module "vega/vega-schema.json" {
  const schema: Readonly<Record<string, unknown>>;
  export default schema;
}
