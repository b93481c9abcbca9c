import type { Frame } from "../contract/live.ts";
import { PING, PONG } from "../contract/live.ts";

/** Who sits at a socket; it survives the room's sleep as the socket's attachment. */
export interface Seat {
  userId: string;
  sessionId: string;
  /** The style's artist hears everything; others hear of their own pictures alone. */
  owner: boolean;
}

/** Whose a frame is: its user's, or everyone's who may look at the style (null). */
const audienceOf = (frame: Frame, userId: string | null) => (frame.type.startsWith("generation") ? userId : null);

export const maySee = (seat: Seat, userId: string): boolean => seat.owner || seat.userId === userId;

/** Pings are answered by the runtime, so that an idle page does not keep the room awake. */
export function answerPings(ctx: DurableObjectState): void {
  ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair(PING, PONG));
}

export function seatOf(socket: WebSocket): Seat {
  return socket.deserializeAttachment() as Seat;
}

/** @param userId whose job the frame tells of. */
export function broadcast(sockets: readonly WebSocket[], frame: Frame, userId: string | null): void {
  const audience = audienceOf(frame, userId);
  let text: string | undefined;
  for (const socket of sockets) {
    if (audience !== null && !maySee(seatOf(socket), audience)) continue;
    text ??= JSON.stringify(frame);
    send(socket, text);
  }
}

/** A socket that just closed must not stop the others from hearing. */
export function send(socket: WebSocket, text: string): void {
  try {
    socket.send(text);
  } catch {
    // The page opens a new socket and gets a snapshot.
  }
}
