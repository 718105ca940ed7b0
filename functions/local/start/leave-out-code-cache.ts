/** Size of a `size_t` in the file, bytes. */
const word = 8;

/** Fewest Node modules in a code cache; anything shorter is not a code cache. Node 24 has 388. */
const fewest = 100;

/**
 * Removes Node's code cache from a start-up snapshot: the compiled code of all Node modules, including those already
 * loaded in the snapshot. It is a fifth of the file; each start reads and copies it and keeps 4 MB of it, and no report
 * needs it. Node has no option for this alone: `withoutCodeCache` makes V8 drop the snapshot's compiled functions too.
 *
 * The cache is the last thing in the file (`SnapshotData::ToFile` in Node's `src/node_snapshotable.cc`): the number of
 * modules, and for each the length of its name, the name, the length of its data, the data. It counts as the cache only
 * if it ends where the file ends.
 *
 * @param snapshot as Node wrote it
 * @returns the snapshot with an empty cache; unchanged if none is found, as with another version of Node
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
    // Names look like `internal/fs/utils`.
    if (name > 200 || !/^[\w/.-]+$/.test(snapshot.toString("latin1", at + word, data))) return false;
    at = data + word + sizeAt(snapshot, data);
    if (at > snapshot.length) return false;
  }
  return at === snapshot.length;
}

/** Reads a size below 4 GiB; 0 if there is none. */
function sizeAt(snapshot: Buffer, at: number): number {
  return at + word <= snapshot.length && snapshot.readUInt32LE(at + 4) === 0 ? snapshot.readUInt32LE(at) : 0;
}
