#!/usr/bin/env node
import module from "node:module";
import { fileURLToPath } from "node:url";

// `npx broadsheet` and npm's scripts find the Node that comes with the packages; who runs this file otherwise may have an older one.
if (!process.features.typescript) {
  process.stderr.write(`failure: Node ${process.versions.node} cannot run this file: Node 22.18 or newer is needed\n  hint    npx broadsheet runs it with the Node 24 that npm ci has installed\n`);
  process.exit(2);
}

// What V8 made of the sources is kept between runs, beside the packages it belongs to: a fifth of every start. In JavaScript,
// as what runs before the cache is not in it, and Node takes 40 ms to load what strips types. Workers find it by the variable.
process.env.NODE_COMPILE_CACHE ??= fileURLToPath(new URL("../../node_modules/.cache/broadsheet", import.meta.url));
module.enableCompileCache(process.env.NODE_COMPILE_CACHE);
await import("./start/cli.ts");
