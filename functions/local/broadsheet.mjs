#!/usr/bin/env node
import module from "node:module";
import { fileURLToPath } from "node:url";

if (module.enableCompileCache === undefined || module.stripTypeScriptTypes === undefined) {
  process.stderr.write(`Broadsheet needs Node 24, this is ${process.version}: call it by "npx broadsheet" or "npm start", which bring it\n`);
  process.exit(2);
}

// What V8 made of the sources is kept between runs, beside the packages it belongs to: a fifth of every start. In JavaScript,
// as what runs before the cache is not in it, and Node takes 40 ms to load what strips types. Workers find it by the variable.
process.env.NODE_COMPILE_CACHE ??= fileURLToPath(new URL("../../node_modules/.cache/broadsheet", import.meta.url));
module.enableCompileCache(process.env.NODE_COMPILE_CACHE);
await import("./cli.ts");
