/**
 * Is loaded before Lambda's runtime client when Node for arm64 runs under qemu-user. Two things differ there. Children
 * also start under the emulator (a script that NODE_EMULATED names). The client's compiled part, which calls the
 * Runtime API over HTTP, is built for this machine's processor, so JavaScript makes the same calls.
 */
import { request } from "node:http";
import Module from "node:module";

process.execPath = process.env.NODE_EMULATED;

const [hostname, port] = process.env.AWS_LAMBDA_RUNTIME_API.split(":");
let posted = Promise.resolve();

function call(method, path, body = "") {
  return new Promise((resolve, reject) => {
    const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(body) };
    const asked = request(
      { hostname, port, method, headers, path: `/2018-06-01/runtime/invocation/${path}` },
      (response) => {
        let text = "";
        response.setEncoding("utf8").on("data", (chunk) => (text += chunk));
        response.on("end", () => resolve({ bodyJson: text, headers: response.headers }));
      },
    );
    asked.once("error", reject).end(body);
  });
}

const client = {
  initializeClient() {},
  next: () => posted.then(() => call("GET", "next")),
  done(id, body) {
    posted = call("POST", `${id}/response`, body);
  },
  error(id, body) {
    posted = call("POST", `${id}/error`, body);
  },
};

const loadNative = Module._extensions[".node"];
Module._extensions[".node"] = (module, file) => {
  if (file.endsWith("rapid-client.node")) module.exports = client;
  else loadNative(module, file);
};
