import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";

/** How long, and how much, a connection goes on reading a body that nobody wants, ms and bytes. */
const lingering = { idleMs: 5_000, longestMs: 30_000, mostBytes: 256 * 1024 * 1024 };

/** Time between two looks at a connection, ms. */
const lookMs = 50;

/**
 * Lets a client read an answer that is given before its body has arrived, such as 413. A connection that is closed
 * while bytes wait in it is reset, and the reset throws away the answer, too: clients that send first and read then
 * would see a broken connection. After the answer the connection therefore ends in our direction only, and reads on,
 * within bounds, until the body has ended or the client has closed it.
 *
 * @param bounds @default 5 s of silence, 30 s, 256 MiB
 */
export function lingerAfter(request: IncomingMessage, response: ServerResponse, bounds = lingering): void {
  const { socket } = request;
  const close = socket.destroySoon.bind(socket);
  const isUnread = (): boolean => !request.complete && !socket.destroyed;
  // Node calls it after the last answer on a connection.
  socket.destroySoon = () => {
    socket.destroySoon = close;
    if (isUnread()) readOn(request, socket, bounds);
    else close();
  };
  response.once("finish", () => {
    if (socket.destroySoon !== close && isUnread()) readOn(request, socket, bounds);
    socket.destroySoon = close;
  });
}

function readOn(request: IncomingMessage, socket: Socket, { idleMs, longestMs, mostBytes }: typeof lingering): void {
  const [start, first] = [performance.now(), socket.bytesRead];
  let [last, heard] = [first, start];
  const end = (): void => void socket.destroy();
  const watch = setInterval(() => {
    const now = performance.now();
    if (socket.bytesRead !== last) [last, heard] = [socket.bytesRead, now];
    if (last - first > mostBytes || now - heard > idleMs || now - start > longestMs) end();
  }, lookMs);
  socket.once("close", () => clearInterval(watch));
  request.once("end", end);
  // The earlier reader would keep what comes.
  request.removeAllListeners("data").removeAllListeners("readable").resume();
  socket.end();
}
