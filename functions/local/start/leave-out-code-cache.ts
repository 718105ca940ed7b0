/** Size of a `size_t` in the file, bytes. */
const word = 8;

/** Fewest modules of Node in a code cache: what is shorter is no code cache. It has 388 in Node 24. */
const fewest = 100;

/**
 * Takes Node's code cache out of a start-up snapshot: compiled code of all modules of Node, those that are already loaded in the snapshot included. It
 * is a fifth of the file; each start reads and copies it, and keeps 4 MB of it, and no report needs it. Node knows no option for that alone:
 * `withoutCodeCache` has V8 drop the compiled functions of the snapshot too.
 *
 * The cache is the last thing in the file (`SnapshotData::ToFile` in Node's `src/node_snapshotable.cc`): the number of modules, and for each the length of its name, the
 * name, the length of its data, the data. It is taken for the cache only if it ends where the file does.
 *
 * @param snapshot as Node has written it
 * @returns the same with an empty cache; unchanged if none is found, as with another Node
 */
export function leaveOutCodeCache(snapshot: Buffer): Buffer {
  for (let at = 0; at + word <= snapshot.length; at += 1) {
    if (isCodeCache(snapshot, at)) return Buffer.concat([snapshot.subarray(0, at), Buffer.alloc(word)]);
  }
  return snapshot;
}

function isCodeCache(snapshot: Buffer, start: number): boolean {
  const modules = sizeAt(snapshot, start);
  if (modules < fewest) return false;
  let at = start + word;
  for (let module = 0; module < modules; module += 1) {
    const name = sizeAt(snapshot, at);
    const data = at + word + name;
    // Names are as `internal/fs/utils`.
    if (name > 200 || !/^[\w/.-]+$/.test(snapshot.toString("latin1", at + word, data))) return false;
    at = data + word + sizeAt(snapshot, data);
    if (at > snapshot.length) return false;
  }
  return at === snapshot.length;
}

/** A size below 4 GiB; 0 where there is none. */
function sizeAt(snapshot: Buffer, at: number): number {
  return at + word <= snapshot.length && snapshot.readUInt32LE(at + 4) === 0 ? snapshot.readUInt32LE(at) : 0;
}
