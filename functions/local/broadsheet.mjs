#!/usr/bin/env node
import module from "node:module";
import { fileURLToPath } from "node:url";

// `npx broadsheet` and npm's scripts use the Node that comes with the packages; run any other way, this file may meet
// an older one.
if (!process.features.typescript) {
  process.stderr.write(
    `failure: Node ${process.versions.node} cannot run this file: Node 22.18 or newer is needed\n  hint    npx broadsheet uses the Node 24 that npm ci has installed\n`,
  );
  process.exit(2);
}

// V8's compile cache is kept between runs, beside the packages it belongs to; it saves a fifth of every start. This
// file is JavaScript because nothing that runs before the cache benefits from it, and Node takes 40 ms to load its type
// stripper. Workers find the cache by the variable.
process.env.NODE_COMPILE_CACHE ??= fileURLToPath(new URL("../../node_modules/.cache/broadsheet", import.meta.url));
module.enableCompileCache(process.env.NODE_COMPILE_CACHE);
await import("./start/cli.ts");
